using System.Diagnostics.Metrics;

namespace LoyaltyFunctions.Operations;

/// <summary>How the app itself is: its queues, its timers, and whether the two sides agree.</summary>
public sealed class OperationsMetrics
{
    public const string MeterName = "LoyaltyFunctions.Operations";

    private readonly Gauge<long> depth;
    private readonly Gauge<double> age;
    private readonly Gauge<long> poison;
    private readonly Counter<long> ticks;
    private readonly Gauge<long> drift;

    public OperationsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        depth = meter.CreateGauge<long>("loyalty.queue.depth", "{message}", "Messages on a queue, the postponed ones included; about right, as storage counts.");
        age = meter.CreateGauge<double>("loyalty.queue.age", "s", "Age of the oldest message of a queue that waits to be handled; 0 when none does.");
        poison = meter.CreateGauge<long>("loyalty.queue.poison", "{message}", "Messages of a queue that failed too often and wait for a person.");
        ticks = meter.CreateCounter<long>("loyalty.timer.ticks", "{tick}", "Runs of a timer function that ended well.");
        drift = meter.CreateGauge<long>("loyalty.drift.accounts", "{account}", "Linked accounts of a site whose balances differ by what no transaction explains.");
    }

    public void Queue(string queue, long messages, TimeSpan oldest, long poisoned)
    {
        var tag = new KeyValuePair<string, object?>("queue", queue);
        depth.Record(messages, tag);
        age.Record(oldest.TotalSeconds, tag);
        poison.Record(poisoned, tag);
    }

    /// <summary>Every timer function says so at its end: one that no longer does is noticed.</summary>
    public void Ticked(string function) => ticks.Add(1, new KeyValuePair<string, object?>("timer", function));

    public void Drift(string siteId, long accounts) => drift.Record(accounts, new KeyValuePair<string, object?>("site", siteId));
}
