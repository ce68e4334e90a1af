using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Keeps what needs a person where a person finds it. The item is written first, then the ledger says parked: a crash in between leaves an
/// item of something that is not parked, never something parked that nobody finds. Tried again or dismissed, such an item goes and nothing else happens.
/// <para>Does not promise: that an item outlives a crash in the moment in which one instance takes it off again while another parks the same.</para>
/// </summary>
public sealed partial class Parking(ParkedStore store, LedgerStore ledger, SyncMetrics metrics, TimeProvider time, ILogger<Parking> logger)
{
    /// <summary>A change that cannot be mirrored.</summary>
    public async Task PutAsync(Link link, Side side, string transactionId, long points, string reason, CancellationToken ct)
    {
        var accountId = AccountId(link, side);
        await store.PutAsync(new ParkedItem(link.SiteId, side, accountId, link.WixAccountId, transactionId, points, reason, time.GetUtcNow()), ct);
        metrics.Parked(side, reason);
        Log.ChangeParked(logger, transactionId, side, accountId, reason);
    }

    public Task PutAsync(Link link, PendingWrite write, string reason, CancellationToken ct) =>
        PutAsync(link, write.Side, write.TransactionId, write.Points, reason, ct);

    /// <summary>The change was mirrored after all.</summary>
    public Task RemoveAsync(Link link, PendingWrite write, CancellationToken ct) =>
        store.RemoveAsync(link.SiteId, write.Side, AccountId(link, write.Side), write.TransactionId, ct);

    /// <summary>Whoever was about to park a change did not come to it: what the ledger says of it now is what counts.</summary>
    public Task RetractAsync(Link link, Side side, string transactionId, CancellationToken ct) => RetractAsync(
        link.SiteId, side, AccountId(link, side), transactionId,
        async () => await ledger.FindEntryAsync(link, side, transactionId, ct) is { State: EntryState.Parked }, ct);

    /// <summary>Whoever was about to stop a linked account did not come to it: what its link says now is what counts.</summary>
    public Task RetractAccountAsync(Link link, CancellationToken ct) => RetractAsync(
        link.SiteId, Side.Wix, link.WixAccountId, null,
        async () => await ledger.RereadLinkAsync(link, ct) is { State: LinkState.Parked }, ct);

    private async Task RetractAsync(string siteId, Side side, string accountId, string? transactionId, Func<Task<bool>> isParked, CancellationToken ct)
    {
        if (await isParked() || await store.FindAsync(siteId, side, accountId, transactionId, ct) is not { } item)
            return;
        await store.RemoveAsync(siteId, side, accountId, transactionId, ct);
        // Another instance may have written the same item before, and parked meanwhile.
        if (await isParked())
            await store.PutAsync(item, ct);
    }

    /// <summary>An account that is not linked.</summary>
    public async Task PutAccountAsync(string siteId, Side side, string accountId, string? wixAccountId, string reason, CancellationToken ct)
    {
        await store.PutAsync(new ParkedItem(siteId, side, accountId, wixAccountId, null, null, reason, time.GetUtcNow()), ct);
        metrics.Parked(side, reason);
        Log.AccountParked(logger, accountId, side, reason);
    }

    public Task<ParkedItem?> FindAccountAsync(string siteId, Side side, string accountId, CancellationToken ct) =>
        store.FindAsync(siteId, side, accountId, null, ct);

    public Task RemoveAccountAsync(string siteId, Side side, string accountId, CancellationToken ct) =>
        store.RemoveAsync(siteId, side, accountId, null, ct);

    /// <summary>Stops a linked account: nothing moves on it until a person says so.</summary>
    public async Task<Link> ParkLinkAsync(Link link, string reason, CancellationToken ct)
    {
        await PutAccountAsync(link.SiteId, Side.Wix, link.WixAccountId, link.WixAccountId, reason, ct);
        var (_, parked) = await ledger.UpdateAsync(
            link,
            current => current.State == LinkState.Active ? new LedgerCommit(current with { State = LinkState.Parked, Reason = reason }) : null,
            ct);
        return parked;
    }

    private static string AccountId(Link link, Side side) => side == Side.Wix ? link.WixAccountId : link.ExternalAccountId;

    private static partial class Log
    {
        [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "Change {TransactionId} on {Side} account {AccountId} is parked: {Reason}")]
        public static partial void ChangeParked(ILogger logger, string transactionId, Side side, string accountId, string reason);

        [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "Account {AccountId} on {Side} is parked: {Reason}")]
        public static partial void AccountParked(ILogger logger, string accountId, Side side, string reason);
    }
}
