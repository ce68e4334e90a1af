namespace LoyaltyFunctions.Bench.Runner;

/// <summary>What the benchmark must show, and what it showed.</summary>
/// <param name="Asked">The goal's threshold in words.</param>
/// <param name="Got">The figure, from this run.</param>
/// <param name="WhyMissed">What is known to stand in the way; printed only where the goal is missed.</param>
internal sealed record Goal(string What, string Asked, string Got, bool Met, string WhyMissed);
