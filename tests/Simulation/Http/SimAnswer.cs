namespace LoyaltyFunctions.Simulation.Http;

/// <summary>A side's answer.</summary>
internal sealed record SimAnswer(int Status, byte[] Body)
{
    /// <summary>Seconds for <c>Retry-After</c>; null for none.</summary>
    public int? RetryAfter { get; init; }
}
