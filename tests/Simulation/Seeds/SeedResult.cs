namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>How one seed went.</summary>
/// <param name="Hash">Of all that happened: another run of the seed comes to the same.</param>
/// <param name="Violations">What broke a promise; empty when all held.</param>
internal sealed record SeedResult(long Seed, ulong Hash, IReadOnlyList<string> Violations, long Steps, int Changes, int Mirrors, int Poisoned);
