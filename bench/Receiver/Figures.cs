using LoyaltyFunctions.Bench.Load;
using LoyaltyFunctions.Bench.Runner;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>The figures of one contender at one number of connections, over its turns.</summary>
internal sealed class Figures
{
    public Series PerSecond { get; } = new();

    public Series P50 { get; } = new();

    public Series P99 { get; } = new();

    public Series Cpu { get; } = new();

    public void Add(LoadResult result)
    {
        PerSecond.Add(result.PerSecond);
        P50.Add(result.P50Ms);
        P99.Add(result.P99Ms);
        Cpu.Add(result.CpuMicroseconds);
    }
}
