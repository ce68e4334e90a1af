namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The one source of randomness of a simulator's misbehaviour: seeded, and safe to share between threads.</summary>
// CA5394: a seed must replay; nothing here is a secret.
#pragma warning disable CA5394
internal sealed class Chance(int seed)
{
    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    /// <summary>True with the given probability. Draws nothing when the probability is 0, so that a switch that is off changes no sequence.</summary>
    public bool Of(double probability)
    {
        if (probability <= 0)
            return false;

        lock (gate)
            return random.NextDouble() < probability;
    }

    public TimeSpan Between(TimeSpan low, TimeSpan high)
    {
        if (high <= low)
            return low;

        lock (gate)
            return low + (random.NextDouble() * (high - low));
    }

    public void Shuffle<T>(Span<T> items)
    {
        lock (gate)
            random.Shuffle(items);
    }
}
#pragma warning restore CA5394
