using System.Collections.Concurrent;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>When each change was made and when its first mirror was, as the two ledgers book them; for times only, never for the verdict.</summary>
internal sealed class Journal
{
    private readonly string siteId;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, DateTimeOffset> made = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> mirrored = new();

    public Journal(string siteId, WixSimulator wix, ExternalSimulator external, TimeProvider time)
    {
        this.siteId = siteId;
        this.time = time;
        wix.Moved = t => Note(Side.Wix, t.Id, t.MadeByApp, ChangeMark.Of(t.Description));
        external.Booked = t => Note(Side.External, t.Id, t.MadeByApp, ChangeMark.Of(t.Reference));
    }

    public int Changes => made.Count;

    public int Mirrors => mirrored.Count;

    /// <summary>From a change to its mirror, in ascending order.</summary>
    public IReadOnlyList<TimeSpan> Lags() =>
        [.. made.Where(m => mirrored.ContainsKey(m.Key)).Select(m => mirrored[m.Key] - m.Value).Order()];

    /// <summary>How long after <paramref name="kill"/> the last of the changes was mirrored that were under way then; zero when none was.</summary>
    public TimeSpan RecoveryFrom(DateTimeOffset kill) => made
        .Where(m => m.Value <= kill && mirrored.TryGetValue(m.Key, out var at) && at > kill)
        .Select(m => mirrored[m.Key] - kill)
        .DefaultIfEmpty(TimeSpan.Zero)
        .Max();

    private void Note(Side side, string id, bool byApp, string? mark)
    {
        if (!byApp)
            made[Marker.For(siteId, side, id)] = time.GetUtcNow();
        else if (mark is not null)
            mirrored.TryAdd(mark, time.GetUtcNow());
    }
}
