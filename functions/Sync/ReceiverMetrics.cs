using System.Diagnostics.Metrics;

namespace LoyaltyFunctions.Sync;

/// <summary>Counts webhooks by where they came from and what became of them.</summary>
public sealed class ReceiverMetrics(IMeterFactory meters)
{
    public const string MeterName = "LoyaltyFunctions.Receivers";

    private readonly Counter<long> received = meters.Create(MeterName).CreateCounter<long>(
        "loyalty.webhooks.received", unit: "{webhook}", description: "Webhooks received, by source and outcome.");

    /// <param name="source"><c>wix</c> or <c>external</c>.</param>
    /// <param name="outcome"><c>queued</c>, <c>unknown_event_type</c>, or the code of the problem that was answered.</param>
    public void Received(string source, string outcome) =>
        received.Add(1, new KeyValuePair<string, object?>("source", source), new KeyValuePair<string, object?>("outcome", outcome));
}
