using System.Diagnostics;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LoyaltyFunctions.Telemetry;

/// <summary>Traces, metrics and logs over OpenTelemetry.</summary>
public static class TelemetryServices
{
    /// <summary>Every meter of the app is named so.</summary>
    public const string Meters = "LoyaltyFunctions.*";

    private const string ServiceName = "loyalty-functions";

    // The activity that the isolated worker starts for each invocation, a child of the Functions host's.
    private const string FunctionsWorkerSource = "Microsoft.Azure.Functions.Worker";

    // Several lines a call, and the calls are traced and counted anyway. A Logging setting for these categories goes before it.
    private static readonly LoggerFilterRule[] Quiet =
    [
        new(null, "System.Net.Http.HttpClient", LogLevel.Warning, null),
        new(null, "Microsoft.AspNetCore", LogLevel.Warning, null),
        // A try that is repeated is a warning.
        new(null, "Polly", LogLevel.Warning, null),
    ];

    /// <summary>Collects and sends what <see cref="TelemetryOptions"/> asks for.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<CallMetrics>();
        services.Configure<LoggerFilterOptions>(filters =>
        {
            foreach (var rule in Quiet)
                filters.Rules.Insert(0, rule);
        });
        var options = configuration.Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (!options.Any)
            return services;

        var telemetry = services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddLoyaltySources())
            .WithMetrics(metrics => metrics.AddLoyaltyMeters());
        if (configuration["OTEL_SERVICE_NAME"] is null)
            telemetry.ConfigureResource(resource => resource.AddService(ServiceName));
        services.Configure<OpenTelemetryLoggerOptions>(logs => logs.IncludeFormattedMessage = true);
        if (options.AzureMonitor is { Length: > 0 })
            telemetry.UseAzureMonitorExporter(monitor => Configure(monitor, options));
        if (options.Otlp is { Length: > 0 })
            telemetry.UseOtlpExporter();
        if (options.Console)
            telemetry.WithTracing(tracing => tracing.AddConsoleExporter()).WithMetrics(metrics => metrics.AddConsoleExporter());
        return services;
    }

    internal static TracerProviderBuilder AddLoyaltySources(this TracerProviderBuilder tracing) => tracing
        .AddSource(MessageActivity.SourceName)
        .AddSource(FunctionsWorkerSource)
        // A call outside of any work is a poll of an empty queue or a lease: thousands an hour that tell nothing.
        .AddHttpClientInstrumentation(http => http.FilterHttpRequestMessage = _ => Activity.Current?.Parent is not null || Activity.Current?.HasRemoteParent == true);

    internal static MeterProviderBuilder AddLoyaltyMeters(this MeterProviderBuilder metrics) => metrics
        .AddMeter(Meters)
        .AddView("loyalty.sync.lag", new ExplicitBucketHistogramConfiguration
        {
            Boundaries = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000],
        });

    private static void Configure(AzureMonitorExporterOptions monitor, TelemetryOptions options)
    {
        monitor.ConnectionString = options.AzureMonitor;
        monitor.Credential = Credential(options.AzureMonitorAuthentication);
        // Traces are sampled under load; what was logged is kept all the same.
        monitor.EnableTraceBasedLogsSampler = false;
    }

    private static ManagedIdentityCredential? Credential(string? authentication)
    {
        var parts = (authentication ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!parts.Contains("Authorization=AAD", StringComparer.OrdinalIgnoreCase))
            return null;
        var clientId = parts.FirstOrDefault(part => part.StartsWith("ClientId=", StringComparison.OrdinalIgnoreCase))?["ClientId=".Length..];
        return new ManagedIdentityCredential(
            clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
    }
}
