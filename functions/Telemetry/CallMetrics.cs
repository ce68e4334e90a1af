using System.Diagnostics.Metrics;
using System.Globalization;

namespace LoyaltyFunctions.Telemetry;

/// <summary>How Wix and the external systems answer, and how much of its rate limit each site uses.</summary>
public sealed class CallMetrics
{
    public const string MeterName = "LoyaltyFunctions.Calls";

    private readonly Counter<long> answers;
    private readonly Counter<long> wixCalls;

    public CallMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        answers = meter.CreateCounter<long>("loyalty.http.answers", "{answer}", "Answers to outgoing HTTP calls, by target and status; 'none' when none came.");
        wixCalls = meter.CreateCounter<long>("loyalty.wix.calls", "{call}", "HTTP calls to Wix, by site, to compare with the site's limit.");
    }

    /// <param name="status">The HTTP status; null when there was no answer.</param>
    public void Answered(CallTarget target, int? status) => answers.Add(
        1,
        new KeyValuePair<string, object?>("target", target.ToString().ToLowerInvariant()),
        new KeyValuePair<string, object?>("status", status?.ToString(CultureInfo.InvariantCulture) ?? "none"));

    public void WixCalled(string siteId) => wixCalls.Add(1, new KeyValuePair<string, object?>("site", siteId));
}
