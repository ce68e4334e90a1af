namespace LoyaltyFunctions.Operations;

/// <summary>A spread, in milliseconds.</summary>
public sealed record Percentiles(int Count, double P50Ms, double P99Ms)
{
    public static Percentiles Of(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToArray();
        return sorted.Length == 0 ? new(0, 0, 0) : new(sorted.Length, At(sorted, 0.5), At(sorted, 0.99));
    }

    private static double At(double[] sorted, double rank) => sorted[(int)Math.Ceiling(rank * sorted.Length) - 1];
}
