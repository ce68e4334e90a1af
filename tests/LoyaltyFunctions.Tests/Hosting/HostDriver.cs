using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Hosting.Standalone;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.Hosting;

/// <summary>A host of test functions on a port of its own. Settings are the host's own, so that a test says only what it is about.</summary>
public sealed class HostDriver : IAsyncDisposable
{
    public const string Key = "open-sesame";
    public const string MasterKey = "master-of-all";

    private readonly WebApplication app;

    private HostDriver(WebApplication app, LogSink logs)
    {
        this.app = app;
        Logs = logs;
    }

    public LogSink Logs { get; }

    public IServiceProvider Services => app.Services;

    public HttpClient Client { get; private set; } = new();

    public static async Task<HostDriver> StartAsync(
        string storage, Type functions, object? service = null, TimeProvider? time = null, string? hostJson = null,
        HttpPipelinePolicy? policy = null, params (string Name, string? Value)[] settings)
    {
        var host = Build(storage, functions, service, time, hostJson, policy, settings);
        await host.app.StartAsync();
        host.Client = new HttpClient { BaseAddress = new Uri(host.app.Urls.Single()) };
        return host;
    }

    public static HostDriver Build(
        string storage, Type functions, object? service = null, TimeProvider? time = null, string? hostJson = null,
        HttpPipelinePolicy? policy = null, params (string Name, string? Value)[] settings)
    {
        var logs = new LogSink();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Storage"] = storage,
                ["Functions:Keys:default"] = Key,
                ["Functions:Keys:_master"] = MasterKey,
                ["Logging:LogLevel:Default"] = "Information",
            }
            .Concat(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .GroupBy(setting => setting.Key)
            .ToDictionary(setting => setting.Key, setting => setting.Last().Value)
            .Where(setting => setting.Value is not null));
        builder.Logging.ClearProviders().AddProvider(logs);
        if (time is not null)
            builder.Services.AddSingleton(time);
        if (service is not null)
            builder.Services.AddSingleton(service.GetType(), service);
        if (policy is not null)
            builder.Services.AddSingleton(policy);
        var file = Path.Combine(Path.GetTempPath(), $"host-{Guid.NewGuid():n}.json");
        File.WriteAllText(file, hostJson ?? HostJsonText());
        try
        {
            builder.AddFunctions([functions], file);
        }
        finally
        {
            File.Delete(file);
        }

        builder.Services.AddStorage(builder.Configuration);
        return new HostDriver(builder.Build().MapFunctions(), logs);
    }

    public static string HostJsonText(string extra = "", string queues = "", string encoding = "none") =>
        $$"""
        {
          "version": "2.0",
          "extensions": {
            "http": { "routePrefix": "api" },
            "queues": {
              "batchSize": 16, "newBatchThreshold": 8, "maxDequeueCount": 3, "visibilityTimeout": "00:00:01",
              "maxPollingInterval": "00:00:00.2000000", "messageEncoding": "{{encoding}}"{{queues}}
            }
          }{{extra}}
        }
        """;

    public static string NewQueue() => $"q-{Guid.NewGuid():n}";

    public QueueClient Queue(string name) => Services.GetRequiredService<QueueServiceClient>().GetQueueClient(name);

    public TableClient Table(string name) => Services.GetRequiredService<TableServiceClient>().GetTableClient(name);

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
