using System.Collections.Concurrent;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Bench.Site;

/// <summary>
/// Makes changes as people do and waits for their mirrors, seen from outside: in the ledger of the other system, at the moment at which the
/// mirror is booked there. An account has one change under way at a time.
/// </summary>
internal sealed class Mirrors : IDisposable
{
    // Wix sends a webhook that was not answered in time again after a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly BenchSite site;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> waiting = new();
    private long seen;
    private long made;

    public Mirrors(BenchSite site, TimeProvider time)
    {
        (this.site, this.time) = (site, time);
        site.Wix.Moved = transaction => Seen(transaction.AccountId, transaction.MadeByApp);
        site.External.Booked = transaction => Seen(transaction.AccountId, transaction.MadeByApp);
    }

    /// <summary>Mirrors booked so far.</summary>
    public long Count => Interlocked.Read(ref seen);

    /// <summary>Somebody earns points on one side: others than last time, since sides that answer each other alike are taken for a loop.</summary>
    /// <returns>How long until it was on the other.</returns>
    /// <exception cref="TimeoutException">It did not come within three minutes; the app's log is kept.</exception>
    public async Task<TimeSpan> ChangeAsync(Pair pair, Side side)
    {
        var mirrored = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[side == Side.Wix ? pair.ExternalAccountId : pair.WixAccountId] = mirrored;
        var points = 1 + (Interlocked.Increment(ref made) % 97);
        var begin = time.GetTimestamp();
        if (side == Side.Wix)
            site.Wix.Earn(pair.WixAccountId, points);
        else
            site.External.Earn(pair.ExternalAccountId, points);
        try
        {
            return time.GetElapsedTime(begin, await mirrored.Task.WaitAsync(Patience, time));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException(
                $"{points} points on {side} of accounts {pair.WixAccountId} and {pair.ExternalAccountId} were not mirrored; the app's log is {site.KeepLog()}.", e);
        }
    }

    public void Dispose() => (site.Wix.Moved, site.External.Booked) = (null, null);

    private void Seen(string accountId, bool madeByApp)
    {
        if (!madeByApp)
            return;
        Interlocked.Increment(ref seen);
        if (waiting.TryRemove(accountId, out var mirrored))
            mirrored.TrySetResult(time.GetTimestamp());
    }
}
