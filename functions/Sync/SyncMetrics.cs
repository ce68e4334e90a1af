using System.Diagnostics.Metrics;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Telemetry;

namespace LoyaltyFunctions.Sync;

/// <summary>What the sync did, for operators: every outcome has its own count, and every call is told per outcome.</summary>
public sealed class SyncMetrics
{
    public const string MeterName = "LoyaltyFunctions.Sync";

    private readonly Counter<long> events;
    private readonly Counter<long> changes;
    private readonly Counter<long> mirrors;
    private readonly Counter<long> parked;
    private readonly Counter<long> calls;
    private readonly Histogram<double> lag;

    public SyncMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        events = meter.CreateCounter<long>("loyalty.sync.events", "{event}", "Events handled, by the side they came from and what became of them.");
        changes = meter.CreateCounter<long>("loyalty.sync.changes", "{change}", "Changes recorded, by the side they happened on.");
        mirrors = meter.CreateCounter<long>("loyalty.sync.mirrors", "{mirror}", "Mirrors settled, by the side they were written on.");
        parked = meter.CreateCounter<long>("loyalty.sync.parked", "{item}", "Changes and accounts parked, by side and reason.");
        calls = meter.CreateCounter<long>("loyalty.calls", "{call}", "Outgoing calls, by target, the side the event came from and what became of it.");
        lag = meter.CreateHistogram<double>("loyalty.sync.lag", "ms", "From receiving an event to its change settled, by the side it happened on.");
    }

    public void Changed(Side side) => changes.Add(1, Tag("side", side.Code()));

    public void Mirrored(Side target) => mirrors.Add(1, Tag("side", target.Code()));

    public void Parked(Side side, string reason) => parked.Add(1, Tag("side", side.Code()), Tag("reason", reason));

    public void Lag(Side side, TimeSpan value) => lag.Record(value.TotalMilliseconds, Tag("side", side.Code()));

    public void Handled(Side side, EventOutcome outcome, CallCounts counts)
    {
        var (sideTag, outcomeTag) = (Tag("side", side.Code()), Tag("outcome", Name(outcome)));
        events.Add(1, sideTag, outcomeTag);
        foreach (var target in Enum.GetValues<CallTarget>())
        {
            if (counts[target] > 0)
                calls.Add(counts[target], Tag("target", Name(target)), sideTag, outcomeTag);
        }
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
