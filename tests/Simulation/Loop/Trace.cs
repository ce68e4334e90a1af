using System.Globalization;

namespace LoyaltyFunctions.Simulation.Loop;

/// <summary>What happened in a seed, as a number that another run of the seed must come to, and in words where somebody wants to read it.</summary>
internal sealed class Trace(SimLoop loop, TextWriter? output)
{
    public ulong Hash { get; private set; } = 14_695_981_039_346_656_037;

    public bool IsRead => output is not null;

    public void Add(string what, string about = "", long number = 0)
    {
        Mix((ulong)loop.Now.Ticks);
        Mix((ulong)number);
        foreach (var c in what)
            Mix(c);
        foreach (var c in about)
            Mix(c);
        output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loop.Now:MM-dd HH:mm:ss.fff} {what} {about} {(number == 0 ? "" : number)}"));
    }

    /// <summary>Only for who reads it: no part of the number.</summary>
    public void Say(string text) => output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loop.Now:MM-dd HH:mm:ss.fff} {text}"));

    private void Mix(ulong value) => Hash = unchecked((Hash ^ value) * 1_099_511_628_211);
}
