namespace LoyaltyFunctions.Sandbox.Demo.Figures;

/// <summary>From the webhook that told of a change to its settled mirror.</summary>
/// <param name="P50">Of several processes the mean, weighted by their changes.</param>
/// <param name="P99">Of several processes the worst.</param>
internal sealed record LagFigures(long Count, TimeSpan P50, TimeSpan P99)
{
    public static LagFigures None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public LagFigures With(LagFigures other) => Count + other.Count == 0
        ? None
        : new(Count + other.Count, ((P50 * Count) + (other.P50 * other.Count)) / (Count + other.Count), P99 > other.P99 ? P99 : other.P99);
}
