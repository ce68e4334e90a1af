using System.Diagnostics;
using LoyaltyFunctions.Operations;
using LoyaltyFunctions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LoyaltyFunctions.Tests.Telemetry;

public sealed partial class TelemetryServicesTests
{
    [Fact]
    public async Task With_an_address_of_a_collector_traces_metrics_and_information_logs_go_there()
    {
        await using var collector = await Collector.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        using (var host = Host(settings))
        {
            await host.StartAsync();
            var logger = host.Services.GetRequiredService<ILogger<TelemetryServicesTests>>();
            using (MessageActivity.Start("SyncFromWix", default))
                Log.Mirrored(logger, 42);
            host.Services.GetRequiredService<OperationsMetrics>().Ticked("WatchQueues");
            host.Services.GetRequiredService<TracerProvider>().ForceFlush();
            host.Services.GetRequiredService<MeterProvider>().ForceFlush();
            await host.StopAsync();
        }

        Assert.True(collector.Has("/v1/traces", "SyncFromWix"));
        Assert.True(collector.Has("/v1/metrics", "loyalty.timer.ticks"));
        Assert.True(collector.Has("/v1/logs", "42 points were mirrored"));
        Assert.True(collector.Has("/v1/traces", "loyalty-functions"));
    }

    [Fact]
    public void Without_any_address_nothing_is_collected()
    {
        using var host = Host([]);
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
    }

    [Fact]
    public void Azure_Monitor_is_reached_with_the_identity_that_the_platform_names()
    {
        using var host = Host(new()
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://127.0.0.1:1/",
            ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "ClientId=22222222-2222-2222-2222-222222222222;Authorization=AAD",
        });
        var options = host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Azure.Monitor.OpenTelemetry.Exporter.AzureMonitorExporterOptions>>().Value;
        Assert.IsType<Azure.Identity.ManagedIdentityCredential>(options.Credential);
        Assert.False(options.EnableTraceBasedLogsSampler);
        Assert.NotNull(host.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task A_call_within_some_work_is_traced_and_a_poll_outside_of_any_is_not()
    {
        await using var server = await Collector.StartAsync();
        List<Activity> exported = [];
        using var provider = Sdk.CreateTracerProviderBuilder().AddLoyaltySources().AddInMemoryExporter(exported).Build();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };

        Activity.Current = null;
        using (await http.PostAsync(new Uri("/poll", UriKind.Relative), null))
        {
        }

        using (MessageActivity.Start("SyncFromWix", default))
        using (await http.PostAsync(new Uri("/mirror", UriKind.Relative), null))
        {
        }

        provider.ForceFlush();
        var calls = exported.Select(a => a.GetTagItem("url.full") as string ?? "").Where(url => url.StartsWith(server.Address, StringComparison.Ordinal)).ToList();
        Assert.Equal([server.Address + "/mirror"], calls);
    }

    [Fact]
    public void The_lines_that_dotnet_and_Polly_log_for_each_call_are_left_out_unless_asked_for()
    {
        using var quiet = Host([]);
        Assert.False(Enabled(quiet, "System.Net.Http.HttpClient.Wix.LogicalHandler"));
        Assert.False(Enabled(quiet, "Polly"));
        Assert.True(Enabled(quiet, "LoyaltyFunctions.Sync.Mirroring"));
        using var asked = Host(new() { ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Information" });
        Assert.True(Enabled(asked, "System.Net.Http.HttpClient.Wix.LogicalHandler"));
    }

    private static bool Enabled(IHost host, string category) =>
        host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(LogLevel.Information);

    private static IHost Host(Dictionary<string, string?> settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddSingleton<OperationsMetrics>();
        return builder.Build();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Points} points were mirrored")]
        public static partial void Mirrored(ILogger logger, int points);
    }
}
