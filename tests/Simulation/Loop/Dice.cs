namespace LoyaltyFunctions.Simulation.Loop;

/// <summary>Everything that is left to chance in a seed. SplitMix64: the same numbers for the same seed on every machine and runtime.</summary>
internal sealed class Dice(long seed) : Random
{
    private ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL + 0xD1B54A32D192ED03UL);

    public ulong NextBits()
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public override double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public override int Next(int maxValue) => (int)(NextDouble() * maxValue);

    public override int Next(int minValue, int maxValue) => minValue + Next(maxValue - minValue);

    protected override double Sample() => NextDouble();

    /// <summary>Whether something of this likelihood, 0 to 1, happens.</summary>
    public bool Happens(double chance) => chance > 0 && NextDouble() < chance;

    public T One<T>(params ReadOnlySpan<T> of) => of[Next(of.Length)];

    public T One<T>(IReadOnlyList<T> of) => of[Next(of.Count)];

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + (most - least) * NextDouble();

    /// <summary>Whole milliseconds from 0 to <paramref name="most"/>, the short ones likelier.</summary>
    public TimeSpan UpTo(TimeSpan most)
    {
        var share = NextDouble();
        return TimeSpan.FromMilliseconds(Math.Floor(most.TotalMilliseconds * share * share));
    }

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextBits());
        BitConverter.TryWriteBytes(bytes[8..], NextBits());
        return new Guid(bytes);
    }
}
