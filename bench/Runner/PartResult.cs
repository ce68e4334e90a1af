namespace LoyaltyFunctions.Bench.Runner;

/// <summary>What one part of the benchmark found.</summary>
/// <param name="Blocks">Paragraphs and tables, in order.</param>
/// <param name="Headlines">Ratios for the one line at the end.</param>
internal sealed record PartResult(string Title, IReadOnlyList<string> Blocks, IReadOnlyList<Goal> Goals, IReadOnlyList<string> Headlines);
