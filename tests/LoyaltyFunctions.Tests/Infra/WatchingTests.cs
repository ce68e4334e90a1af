using System.Text.Json;
using System.Text.RegularExpressions;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Tests.Infra;

public sealed partial class WatchingTests
{
    [BicepFact]
    public async Task Alerts_and_workbook_name_only_metrics_and_tags_that_the_app_emits()
    {
        var queries = await QueriesAsync();
        Assert.True(queries.Count > 15);
        foreach (var query in queries)
        {
            var metrics = Metric().Matches(query).Select(match => match.Groups[1].Value).ToList();
            Assert.All(metrics, metric => Assert.Contains(metric, MetricCatalogue.All.Keys));
            var tags = metrics.SelectMany(metric => MetricCatalogue.All[metric]).ToHashSet();
            Assert.All(Tag().Matches(query).Select(match => match.Groups[1].Value), tag => Assert.Contains(tag, tags));
        }
    }

    [BicepFact]
    public async Task Every_metric_of_the_app_is_in_the_workbook_or_an_alert()
    {
        var used = (await QueriesAsync()).SelectMany(query => Metric().Matches(query).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.Empty(MetricCatalogue.All.Keys.Except(used));
    }

    [BicepFact]
    public async Task Every_timer_function_is_missed_when_it_stands_still()
    {
        var watched = (await Bicep.Prod).OfType("Microsoft.Insights/scheduledQueryRules").SelectMany(rule => Timer().Matches(Query(rule)).Select(match => match.Groups[1].Value));
        var timers = FunctionCatalogue.Find(typeof(QueueNames).Assembly.GetTypes()).Where(function => function.Trigger is TimerFunction).Select(function => function.Name);
        Assert.Equal(timers.Order(StringComparer.Ordinal), watched.Order(StringComparer.Ordinal));
    }

    [BicepFact]
    public async Task Every_alert_tells_somebody_and_has_a_heading_in_the_runbook()
    {
        var runbook = Repository.Read("docs/runbook.md");
        foreach (var rule in (await Bicep.Prod).OfType("Microsoft.Insights/scheduledQueryRules"))
        {
            var properties = rule.GetProperty("properties");
            Assert.Single(properties.GetProperty("actions").GetProperty("actionGroups").EnumerateArray());
            Assert.Contains($"### {properties.GetProperty("description").GetString()!.Split('#')[1]}\n", runbook, StringComparison.Ordinal);
        }
    }

    [BicepFact]
    public async Task The_address_of_the_operations_mailbox_is_in_the_action_group() => Assert.Contains(
        "loyalty-operations@example.com", (await Bicep.Prod).Only("Microsoft.Insights/actionGroups").ToString(), StringComparison.Ordinal);

    private static async Task<List<string>> QueriesAsync()
    {
        var prod = await Bicep.Prod;
        var workbook = JsonDocument.Parse(prod.Only("Microsoft.Insights/workbooks").GetProperty("properties").GetProperty("serializedData").GetString()!);
        return
        [
            .. prod.OfType("Microsoft.Insights/scheduledQueryRules").Select(Query),
            .. workbook.RootElement.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("content").TryGetProperty("query", out var query) ? query.GetString()! : "").Where(query => query.Length > 0),
        ];
    }

    private static string Query(JsonElement rule) =>
        rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!;

    [GeneratedRegex(@"Name == '([^']+)'")]
    private static partial Regex Metric();

    [GeneratedRegex(@"Properties\['([^']+)'\]")]
    private static partial Regex Tag();

    [GeneratedRegex(@"Properties\['timer'\]\) == '([^']+)'")]
    private static partial Regex Timer();
}
