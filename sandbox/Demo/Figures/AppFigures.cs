using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sandbox.Demo.Figures;

/// <summary>What the app's processes counted since they started, together. The names are those of the app's metrics.</summary>
internal sealed record AppFigures(IReadOnlyList<Counter> Counters, IReadOnlyDictionary<Side, LagFigures> Lags)
{
    private const string Echo = "echo";

    public static AppFigures None { get; } = new([], new Dictionary<Side, LagFigures>());

    /// <summary>Events of <paramref name="side"/> that came to <paramref name="outcome"/>.</summary>
    public long Events(Side side, string outcome) => Sum("loyalty.sync.events", c => IsOf(c, side) && c.Has("outcome", outcome));

    /// <summary>Events that told the app of what it had itself written on <paramref name="target"/>.</summary>
    public long Echoes(Side target) => Events(target, Echo);

    /// <summary>Changes of <paramref name="side"/> that were parked, by reason.</summary>
    public IReadOnlyDictionary<string, long> Parked(Side side) => Counters
        .Where(c => c.Name == "loyalty.sync.parked" && IsOf(c, side) && c.Tags.ContainsKey("reason"))
        .GroupBy(c => c.Tags["reason"])
        .ToDictionary(g => g.Key, g => g.Sum(c => c.Value));

    /// <summary>
    /// Calls to <paramref name="target"/> that the changes of <paramref name="origin"/> cost: the events that told of them, and the echoes of
    /// their mirrors.
    /// </summary>
    public long CallsOf(Side origin, string target) => Sum("loyalty.calls", c =>
        c.Has("target", target) && (c.Has("outcome", Echo) ? IsOf(c, origin.Other()) : IsOf(c, origin)));

    /// <summary>Calls to <paramref name="target"/> that echoes from <paramref name="side"/> cost.</summary>
    public long CallsOfEchoes(Side side, string target) => Sum("loyalty.calls", c => c.Has("target", target) && c.Has("outcome", Echo) && IsOf(c, side));

    /// <summary>How long changes of <paramref name="side"/> took.</summary>
    public LagFigures Lag(Side side) => Lags.GetValueOrDefault(side) ?? LagFigures.None;

    public AppFigures With(AppFigures other) => new(
        [.. Counters, .. other.Counters],
        Enum.GetValues<Side>().ToDictionary(side => side, side => Lag(side).With(other.Lag(side))));

    /// <summary>Whether <paramref name="name"/> names the side, in either of its two spellings.</summary>
    public static bool Names(string name, Side side) =>
        name == side.Code() || string.Equals(name, side.ToString(), StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(Counter counter, Side side) => counter.Tags.TryGetValue("side", out var name) && Names(name, side);

    private long Sum(string name, Func<Counter, bool> which) => Counters.Where(c => c.Name == name && which(c)).Sum(c => c.Value);
}
