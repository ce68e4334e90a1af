using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class ControlApiTests
{
    [Fact]
    public async Task People_come_earn_and_redeem_over_the_control_api()
    {
        await using var app = await WixDriver.StartAsync();
        var added = await app.PostAsync("_sandbox/contacts", new { email = "ada@example.com", name = "Ada Lovelace", member = true, locale = "de-de", account = true });
        var accountId = (string)added.Body!["contacts"]![0]!["accountId"]!;

        await app.PostAsync("_sandbox/earn", new { accountId, points = 20 });
        await app.PostAsync("_sandbox/redeem", new { accountId, points = 5 });
        await app.PostAsync("_sandbox/adjust", new { accountId, points = -3 });
        await app.PostAsync("_sandbox/expire", new { accountId, points = 2 });
        await app.PostAsync("_sandbox/refund", new { accountId, points = 1 });

        var state = (await app.GetAsync("_sandbox/state")).Body!;
        var account = Assert.Single(state["accounts"]!.AsArray())!;
        Assert.Equal((11, "ada@example.com", 6), ((int)account["balance"]!, (string)account["email"]!, (int)account["revision"]!));
        Assert.Equal(["EARN", "REDEEM", "ADJUST", "EXPIRE", "REFUND"], state["transactions"]!.AsArray().Select(t => (string)t!["type"]!));
        Assert.All(state["transactions"]!.AsArray(), t => Assert.False((bool)t!["madeByApp"]!));
    }

    [Fact]
    public async Task Points_that_are_not_there_conflict()
    {
        await using var app = await WixDriver.StartAsync();
        var accountId = app.Person(points: 3).AccountId!;

        var answer = await app.PostAsync("_sandbox/redeem", new { accountId, points = 4 });

        Assert.Equal((409, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Contains("INSUFFICIENT_POINTS", (string)answer.Body!["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("earn", """{"points":1}""", 400)]
    [InlineData("earn", """{"accountId":"nobody","points":1}""", 404)]
    [InlineData("contacts", """{"count":0}""", 400)]
    [InlineData("contacts", """not json""", 400)]
    [InlineData("nothing-such", "{}", 404)]
    public async Task Mistakes_are_problems(string path, string body, int status)
    {
        await using var app = await WixDriver.StartAsync();
        using var http = new HttpClient();
        using var content = new StringContent(body);

        using var answer = await http.PostAsync(new Uri(app.Wix.BaseAddress, $"_sandbox/{path}"), content);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_change_of_behaviour_keeps_the_other_switches_and_reads_back_as_it_was_written()
    {
        await using var app = await WixDriver.StartAsync();
        await app.CallAsync(HttpMethod.Put, "_sandbox/behaviour", new { identity = "absent", readLag = 0.5 });

        await app.CallAsync(HttpMethod.Put, "_sandbox/behaviour", JsonNode.Parse("""{"contentType":"application/json","dropRate":0.25}"""));

        var all = (await app.GetAsync("_sandbox/behaviour")).Body!;
        Assert.Equal(("absent", 0.5, "application/json", 0.25), ((string)all["identity"]!, (double)all["readLag"]!, (string)all["contentType"]!, (double)all["dropRate"]!));
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Put, "_sandbox/behaviour", all)).Status);
    }

    [Theory]
    [InlineData("""{"identty":"absent"}""", "identty")]
    [InlineData("""{"identity":"nobody"}""", "ourApp")]
    [InlineData("""{"dropRate":1.5}""", "dropRate")]
    [InlineData("""{"dropRate":"often"}""", "dropRate")]
    [InlineData("""{"staleStatus":418}""", "staleStatus")]
    [InlineData("""{"delayMax":-1}""", "delayMax")]
    [InlineData("""{"latestTransaction":null}""", "latestTransaction")]
    [InlineData("""[]""", "object")]
    public async Task An_unknown_switch_or_value_is_named_and_changes_nothing(string change, string named)
    {
        await using var app = await WixDriver.StartAsync();
        var before = app.Wix.Behaviour;

        var answer = await app.CallAsync(HttpMethod.Put, "_sandbox/behaviour", JsonNode.Parse(change));

        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Contains(named, (string)answer.Body!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(before, app.Wix.Behaviour);
    }

    [Fact]
    public async Task A_summary_has_the_counts_without_the_lists()
    {
        await using var app = await WixDriver.StartAsync();
        app.Wix.AddContacts(3, accounts: true);
        await app.GetAsync("loyalty-programs/v1/program");

        var state = (await app.GetAsync("_sandbox/state?summary=true")).Body!;

        Assert.Equal((3, 1), ((int)state["counts"]!["accounts"]!, (int)state["requests"]!["GET /loyalty-programs/v1/program"]!));
        Assert.Null(state["accounts"]);
    }
}
