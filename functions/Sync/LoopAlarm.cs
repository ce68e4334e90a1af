using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Sees two sides that answer each other: the same points, from alternating sides, again and again within minutes. People do not do that;
/// a mirror taken for a change does.
/// </summary>
public static class LoopAlarm
{
    /// <summary>The changes to remember with <paramref name="change"/> added, and whether they ring.</summary>
    public static (IReadOnlyList<VolleyChange> Volley, bool Rings) Add(
        IReadOnlyList<VolleyChange> volley, VolleyChange change, SyncOptions options)
    {
        IReadOnlyList<VolleyChange> next = [.. volley.TakeLast(options.LoopChanges - 1), change];
        var rings = next.Count == options.LoopChanges
            && next.All(c => c.Points == change.Points)
            && next.Zip(next.Skip(1)).All(pair => pair.First.Side != pair.Second.Side)
            && next.Max(c => c.At) - next.Min(c => c.At) <= options.LoopWindow;
        return (next, rings);
    }
}
