using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace LoyaltyFunctions.Operations;

/// <summary>This process's counters and lags since it started, kept in memory for <c>GET /api/status</c>.</summary>
public sealed class MeterSnapshot : IHostedService, IDisposable
{
    private const string MeterPrefix = "LoyaltyFunctions.";
    private const int LagSamples = 10_000;
    private readonly ConcurrentDictionary<string, long> counters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<double>> lags = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    public MeterSnapshot(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            // Several apps may run in one process: each tells its own.
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counters.AddOrUpdate(
            Key(instrument.Name, tags), value, (_, sum) => instrument is Gauge<long> ? value : sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, state) =>
        {
            var samples = lags.GetOrAdd(Key(instrument.Name, tags), key => new());
            samples.Enqueue(value);
            if (samples.Count > LagSamples)
                samples.TryDequeue(out double _);
        });
        listener.Start();
    }

    public IReadOnlyDictionary<string, long> Counters => counters.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary();

    /// <summary>Of the newest samples, in milliseconds.</summary>
    public IReadOnlyDictionary<string, Percentiles> Lags => lags.OrderBy(l => l.Key, StringComparer.Ordinal).ToDictionary(l => l.Key, l => Percentiles.Of(l.Value));

    // Being a service of the host is what makes it listen from the start and not from the first question on.
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => listener.Dispose();

    private static string Key(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return name;
        var parts = new List<string>(tags.Length);
        foreach (var tag in tags)
            parts.Add($"{tag.Key}={tag.Value}");
        return $"{name}{{{string.Join(',', parts)}}}";
    }
}
