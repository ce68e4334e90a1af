namespace LoyaltyFunctions.Sandbox.Simulation;

/// <summary>
/// The seeded chance behind every fault of a simulator. Safe for threads; the rolls replay, who gets which roll depends on who asks first.
/// </summary>
public sealed class FaultDice(int seed)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);

    public int Seed { get; } = seed;

    /// <summary>True with the given chance.</summary>
    /// <param name="rate">0 (never) to 1 (always).</param>
    public bool Roll(double rate)
    {
        // A fault that is off takes no roll, so switching one on does not move the others.
        if (rate <= 0)
            return false;
        lock (gate)
            return random.NextDouble() < rate;
    }

    /// <summary>A time from zero to <paramref name="longest"/>.</summary>
    public TimeSpan UpTo(TimeSpan longest)
    {
        if (longest <= TimeSpan.Zero)
            return TimeSpan.Zero;
        lock (gate)
            return longest * random.NextDouble();
    }
}
