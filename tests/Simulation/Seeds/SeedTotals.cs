namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>What many seeds came to.</summary>
internal sealed record SeedTotals(int Seeds, int Violations, long Changes, long Mirrors, long Poisoned)
{
    public static SeedTotals None { get; } = new(0, 0, 0, 0, 0);

    public SeedTotals With(SeedResult result) => new(
        Seeds + 1, Violations + result.Violations.Count, Changes + result.Changes, Mirrors + result.Mirrors, Poisoned + result.Poisoned);
}
