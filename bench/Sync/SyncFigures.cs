using LoyaltyFunctions.Bench.Runner;

namespace LoyaltyFunctions.Bench.Sync;

/// <summary>Changes a second of the app and of the floor, by concurrency.</summary>
internal sealed class SyncFigures
{
    public const string App = "this app";
    public const string Floor = "floor loop";

    private readonly Dictionary<(string Name, int Concurrency), (Series PerSecond, Series Cpu)> figures = [];

    public Series PerSecond(string name, int concurrency) => figures[(name, concurrency)].PerSecond;

    /// <summary>Milliseconds of the app's processor time for one change.</summary>
    public Series Cpu(int concurrency) => figures[(App, concurrency)].Cpu;

    public double ShareOfFloor(int concurrency) => PerSecond(App, concurrency).Median / PerSecond(Floor, concurrency).Median;

    public void Add(string name, int concurrency, double perSecond, double? cpu)
    {
        if (!figures.TryGetValue((name, concurrency), out var known))
            figures.Add((name, concurrency), known = (new Series(), new Series()));
        known.PerSecond.Add(perSecond);
        if (cpu is { } milliseconds)
            known.Cpu.Add(milliseconds);
    }
}
