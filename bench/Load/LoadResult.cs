namespace LoyaltyFunctions.Bench.Load;

/// <summary>What came of a stretch of load.</summary>
/// <param name="CpuMicroseconds">Processor time of the measured process for one request.</param>
internal sealed record LoadResult(int Requests, double PerSecond, double P50Ms, double P99Ms, double CpuMicroseconds)
{
    /// <param name="ticks">How long each request took, in ticks of the time provider's clock.</param>
    public static LoadResult Of(List<long> ticks, TimeSpan took, TimeSpan cpu, TimeProvider time)
    {
        if (ticks.Count == 0)
            throw new InvalidOperationException("Not one request was answered.");
        ticks.Sort();
        return new(
            ticks.Count,
            ticks.Count / took.TotalSeconds,
            Milliseconds(ticks[ticks.Count / 2]),
            Milliseconds(ticks[(int)(ticks.Count * 0.99)]),
            cpu.TotalMicroseconds / ticks.Count);

        double Milliseconds(long elapsed) => elapsed * 1000.0 / time.TimestampFrequency;
    }
}
