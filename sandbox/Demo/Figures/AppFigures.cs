using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sandbox.Demo.Figures;

/// <summary>What the app's processes counted since they started, together.</summary>
internal sealed record AppFigures(IReadOnlyList<Counter> Counters, IReadOnlyDictionary<Side, LagFigures> Lags)
{
    public static AppFigures None { get; } = new([], new Dictionary<Side, LagFigures>());

    public long Sum(string name) => Sum(name, _ => true);

    public long Sum(string name, Side side) => Sum(name, c => IsOf(c, side));

    public long Sum(string name, string tag, string value) => Sum(name, c => c.Has(tag, value));

    /// <summary>The counter's sums by the values of one of its tags.</summary>
    public IReadOnlyDictionary<string, long> By(string name, string tag) => Counters
        .Where(c => c.Name == name && c.Tags.ContainsKey(tag))
        .GroupBy(c => c.Tags[tag])
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => (long)g.Sum(c => c.Value));

    public LagFigures Lag(Side side) => Lags.GetValueOrDefault(side) ?? LagFigures.None;

    public AppFigures With(AppFigures other) => new(
        [.. Counters, .. other.Counters],
        Enum.GetValues<Side>().ToDictionary(side => side, side => Lag(side).With(other.Lag(side))));

    /// <summary>Whether <paramref name="name"/> names the side, in either of its two spellings.</summary>
    public static bool Names(string name, Side side) =>
        name == side.Code() || string.Equals(name, side.ToString(), StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(Counter counter, Side side) => counter.Tags.TryGetValue("side", out var name) && Names(name, side);

    private long Sum(string name, Func<Counter, bool> which) => (long)Counters.Where(c => c.Name == name && which(c)).Sum(c => c.Value);
}
