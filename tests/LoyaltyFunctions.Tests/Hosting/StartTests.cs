using LoyaltyFunctions.Hosting;
using LoyaltyFunctions.Hosting.Standalone;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Hosting;

public sealed class StartTests
{
    private const string Storage = "UseDevelopmentStorage=true";

    [Theory]
    [InlineData(typeof(BadFunctions.NotPublic), "NotPublic", "must be public")]
    [InlineData(typeof(BadFunctions.Static), "Static", "must be an instance method")]
    [InlineData(typeof(BadFunctions.NoTrigger), "NoTrigger", "has 0 triggers")]
    [InlineData(typeof(BadFunctions.TwoTriggers), "TwoTriggers", "has 2 triggers")]
    [InlineData(typeof(BadFunctions.Name), "no spaces please", "cannot be a function's name")]
    [InlineData(typeof(BadFunctions.Twice), "Twice", "Two functions are named")]
    [InlineData(typeof(BadFunctions.WrongInput), "WrongInput", "parameter message must be a QueueMessage")]
    [InlineData(typeof(BadFunctions.UnknownParameter), "UnknownParameter", "parameter siteId is neither")]
    [InlineData(typeof(BadFunctions.WrongResult), "WrongResult", "must return an IActionResult")]
    [InlineData(typeof(BadFunctions.QueueResult), "QueueResult", "must return a Task")]
    [InlineData(typeof(BadFunctions.Connection), "Connection", "must say Connection = \"Storage\"")]
    [InlineData(typeof(BadFunctions.Service), "Service", "asks for IDisposable")]
    [InlineData(typeof(BadFunctions.Cron), "Cron", "'0 9 1 * *', which is not a cron expression of six fields")]
    [InlineData(typeof(BadFunctions.Setting), "Setting", "setting Missing:Schedule, which is not set")]
    public void A_function_that_cannot_run_stops_the_start(Type functions, string name, string reason)
    {
        var stopped = Assert.Throws<FunctionsHostException>(() => HostDriver.Build(Storage, functions));
        Assert.Contains(name, stopped.Message, StringComparison.Ordinal);
        Assert.Contains(reason, stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "none", "batchSize": 33 } } }""", "extensions.queues.batchSize is '33'")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "none", "visibilityTimeout": "soon" } } }""", "visibilityTimeout is 'soon'")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "none", "batchsizes": 3 } } }""", "extensions.queues.batchsizes is not a setting")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "00:10:00" }""", "functionTimeout is not a setting")]
    [InlineData("""{ "version": "2.0" }""", "messageEncoding is 'base64'")]
    [InlineData("""{ "version": "3.0" }""", "version is '3.0'")]
    [InlineData("""{ "version": """, "host.json cannot be read")]
    public void A_host_json_that_would_not_be_honoured_stops_the_start(string hostJson, string reason)
    {
        var stopped = Assert.Throws<FunctionsHostException>(() => HostDriver.Build(Storage, typeof(QueueTestFunctions), hostJson: hostJson));
        Assert.Contains(reason, stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_needs_a_key_does_not_start_without_one()
    {
        var stopped = Assert.Throws<FunctionsHostException>(() =>
            HostDriver.Build(Storage, typeof(HttpTestFunctions), settings: [("Functions:Keys:default", null), ("Functions:Keys:_master", null)]));
        Assert.Contains("Locked asks for a key: set Functions:Keys:default", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Functions:Keys:default", " ")]
    [InlineData("Functions:DrainTimeout", "-00:00:01")]
    [InlineData("Functions:Queues:LockDuration", "00:00:00.5")]
    [InlineData("Functions:Timers:Lease", "10:00:00")]
    [InlineData("Storage", "")]
    public void A_setting_that_cannot_be_stops_the_start(string name, string value)
    {
        var stopped = Assert.Throws<OptionsValidationException>(() => HostDriver.Build(Storage, typeof(BadFunctions.None), settings: (name, value)));
        Assert.Contains(name, stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_says_why_it_cannot_run_and_ends_with_1()
    {
        Assert.Equal(1, await FunctionsHost.RunAsync(["--Storage="]));
    }

    [Fact]
    public void The_host_json_that_is_shipped_is_honoured()
    {
        var host = HostJsonReader.Read(HostJsonReader.Load(Path.Combine(AppContext.BaseDirectory, "host.json")));
        Assert.Equal("api", host.RoutePrefix);
    }
}
