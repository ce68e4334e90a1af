using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>Meters that nobody reads: one for all instances, since each would be known to the whole process.</summary>
internal sealed class SharedMeters : IMeterFactory
{
    private readonly ConcurrentDictionary<string, Meter> meters = new(StringComparer.Ordinal);

    public Meter Create(MeterOptions options) => meters.GetOrAdd(options.Name, static name => new Meter(name));

    public void Dispose()
    {
        // An instance's end is not the end of the others.
    }
}
