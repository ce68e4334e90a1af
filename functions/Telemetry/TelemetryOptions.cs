namespace LoyaltyFunctions.Telemetry;

/// <summary>
/// Where traces, metrics and logs go, under the names that the platforms use: Azure Functions knows the first two, OpenTelemetry the third.
/// Nothing is collected when nothing is set.
/// </summary>
public sealed class TelemetryOptions
{
    /// <summary>Azure Monitor.</summary>
    [ConfigurationKeyName("APPLICATIONINSIGHTS_CONNECTION_STRING")]
    public string? AzureMonitor { get; set; }

    /// <summary>
    /// <c>Authorization=AAD</c> for the system-assigned identity, <c>ClientId=…;Authorization=AAD</c> for a user-assigned one; not set where
    /// the connection string's key is enough.
    /// <see href="https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string"/>
    /// </summary>
    [ConfigurationKeyName("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")]
    public string? AzureMonitorAuthentication { get; set; }

    /// <summary>
    /// An OpenTelemetry collector. The exporter reads this and its other variables itself.
    /// <see href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/"/>
    /// </summary>
    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public string? Otlp { get; set; }

    /// <summary>Traces and metrics are written to the console; logs are there anyway.</summary>
    [ConfigurationKeyName("Telemetry:Console")]
    public bool Console { get; set; }

    public bool Any => AzureMonitor is { Length: > 0 } || Otlp is { Length: > 0 } || Console;
}
