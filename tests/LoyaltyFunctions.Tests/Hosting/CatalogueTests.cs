using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LoyaltyFunctions.Hosting;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using LoyaltyFunctions.Sandbox.Azurite;

namespace LoyaltyFunctions.Tests.Hosting;

/// <summary>
/// Holds the two hosts together: <c>functions.json</c> lists every function with its trigger in the shape of the <c>functions.metadata</c> that
/// the Azure Functions SDK writes, so a cloud build can be compared with the same file.
/// </summary>
public sealed class CatalogueTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string ListPath => Path.Combine(NodePackages.RepositoryFolder, "tests", "LoyaltyFunctions.Tests", "Hosting", "functions.json");

    [Fact]
    public void The_functions_are_those_that_the_list_names()
    {
        var found = FunctionCatalogue.Find(typeof(FunctionsHost).Assembly.GetTypes()).Select(Metadata).ToDictionary(Name, Text);
        var listed = JsonNode.Parse(File.ReadAllText(ListPath))!.AsArray().Select(node => node!).ToDictionary(Name, Text);

        var differences = found.Keys.Union(listed.Keys).Order(StringComparer.Ordinal)
            .Where(name => found.GetValueOrDefault(name) != listed.GetValueOrDefault(name))
            .Select(name => $"{name}\n  listed: {listed.GetValueOrDefault(name) ?? "not at all"}\n  found:  {found.GetValueOrDefault(name) ?? "not at all"}")
            .ToList();
        Assert.True(
            differences.Count == 0,
            $"The functions and functions.json differ. If that is meant, the file should be:\n{Whole(found.Values)}\n\n{string.Join('\n', differences)}");
    }

    [Fact]
    public void The_list_has_the_shape_that_the_Azure_Functions_SDK_writes()
    {
        var http = Metadata(FunctionCatalogue.Find([typeof(HttpTestFunctions)]).Single(function => function.Name == "Locked"));
        Assert.Equal(
            """{"name":"Locked","bindings":[{"name":"request","direction":"In","type":"httpTrigger","authLevel":"Function","methods":["get","post"],"route":"sites/{siteId}/locked"}]}""",
            Text(http));
        Assert.Equal(
            """{"name":"Consume","bindings":[{"name":"message","direction":"In","type":"queueTrigger","queueName":"%Test:Queue%","connection":"Storage"}]}""",
            Text(Metadata(FunctionCatalogue.Find([typeof(QueueTestFunctions)]).Single())));
        Assert.Equal(
            """{"name":"Tick","bindings":[{"name":"timer","direction":"In","type":"timerTrigger","schedule":"%Test:Schedule%"}]}""",
            Text(Metadata(FunctionCatalogue.Find([typeof(TimerTestFunctions)]).Single())));
    }

    private static JsonObject Metadata(FunctionDescriptor function)
    {
        var binding = new JsonObject { ["name"] = function.Parameter.Name, ["direction"] = "In" };
        switch (function.Trigger)
        {
            case HttpFunction http:
                binding["type"] = "httpTrigger";
                binding["authLevel"] = http.AuthLevel.ToString();
                if (http.Methods is { } methods)
                    binding["methods"] = new JsonArray([.. methods.Select(method => JsonValue.Create(method))]);
                if (http.Route is { } route)
                    binding["route"] = route;
                break;
            case QueueFunction queue:
                binding["type"] = "queueTrigger";
                binding["queueName"] = queue.QueueName;
                binding["connection"] = queue.Connection;
                break;
            case TimerFunction timer:
                binding["type"] = "timerTrigger";
                binding["schedule"] = timer.Schedule;
                if (timer.RunOnStartup)
                    binding["runOnStartup"] = true;
                if (!timer.UseMonitor)
                    binding["useMonitor"] = false;
                break;
        }

        return new JsonObject { ["name"] = function.Name, ["bindings"] = new JsonArray(binding) };
    }

    private static string Name(JsonNode function) => (string)function["name"]!;

    private static string Text(JsonNode function) => function.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Whole(IEnumerable<string> functions) =>
        new JsonArray([.. functions.Select(text => JsonNode.Parse(text))]).ToJsonString(Indented);
}
