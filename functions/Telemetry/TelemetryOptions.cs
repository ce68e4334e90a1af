namespace LoyaltyFunctions.Telemetry;

/// <summary>
/// Where traces, metrics and logs go, under the names that the platforms use: Azure Functions sets the first two, OpenTelemetry names the
/// third. Nothing is collected when nothing is set.
/// </summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary><c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>: Azure Monitor.</summary>
    public string? AzureMonitor { get; init; }

    /// <summary>
    /// <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c>: <c>Authorization=AAD</c> for the system-assigned identity,
    /// <c>ClientId=…;Authorization=AAD</c> for a user-assigned one; not set where the connection string's key is enough.
    /// <see href="https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string"/>
    /// </summary>
    public string? AzureMonitorAuthentication { get; init; }

    /// <summary>
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: an OpenTelemetry collector. The exporter reads this and its other variables itself.
    /// <see href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/"/>
    /// </summary>
    public string? Otlp { get; init; }

    /// <summary><c>Telemetry:Console</c>: traces and metrics are written to the console.</summary>
    public bool Console { get; init; }

    public bool Any => AzureMonitor is { Length: > 0 } || Otlp is { Length: > 0 } || Console;

    public static TelemetryOptions From(IConfiguration configuration) => new()
    {
        AzureMonitor = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"],
        AzureMonitorAuthentication = configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"],
        Otlp = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"],
        Console = configuration.GetValue<bool>($"{Section}:{nameof(Console)}"),
    };
}
