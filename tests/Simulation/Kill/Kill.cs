namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>One death of a process.</summary>
/// <param name="Process">0 or 1.</param>
/// <param name="Restart">Until the next life was ready.</param>
internal sealed record Kill(int Process, DateTimeOffset At, TimeSpan Restart);
