using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Operations;

/// <summary>
/// What a person decides about parked items.
/// <para>Promises: a retried change is mirrored once, however often it is retried: it becomes pending again in one commit, and only from
/// parked. A crash before that commit leaves it parked; after it, a change that the event sent before brings to its end.</para>
/// </summary>
public sealed class ParkedItems(ParkedStore store, LedgerStore ledger, SelfNudge nudge, TimeProvider time)
{
    /// <summary>Tries the item again.</summary>
    public async Task<ParkedResult> RetryAsync(string siteId, Side side, string accountId, string? transactionId, CancellationToken ct)
    {
        if (await store.FindAsync(siteId, side, accountId, transactionId, ct) is not { } item)
            return ParkedResult.NotFound;
        if (item.Reason == ParkReasons.OverLimit)
            return ParkedResult.CannotBeRetried;

        var link = item.WixAccountId is null ? null : await ledger.FindLinkAsync(siteId, item.WixAccountId, ct);
        if (link is not null)
        {
            // First what brings it to its end, then the commit that makes it pending.
            await nudge.ResumeAsync(link, side, ct);
            if (transactionId is not null)
            {
                await MakePendingAsync(link, item, ct);
            }
            else
            {
                // While it was stopped, events of both sides were passed over.
                await nudge.ResumeAsync(link, side.Other(), ct);
                await ReopenAsync(link, ct);
            }
        }

        await store.RemoveAsync(siteId, side, accountId, transactionId, ct);
        if (link is null)
            await (side == Side.Wix ? nudge.LookAtWixAsync(siteId, accountId, ct) : nudge.LookAtExternalAsync(siteId, accountId, ct));
        return ParkedResult.Done;
    }

    /// <summary>Leaves the change unmirrored for good, with a note.</summary>
    public async Task<ParkedResult> DismissAsync(string siteId, Side side, string accountId, string? transactionId, string note, CancellationToken ct)
    {
        if (await store.FindAsync(siteId, side, accountId, transactionId, ct) is not { } item)
            return ParkedResult.NotFound;
        if (transactionId is not null && item.WixAccountId is not null && await ledger.FindLinkAsync(siteId, item.WixAccountId, ct) is { } link
            && await ledger.FindEntryAsync(link, side, transactionId, ct) is { State: EntryState.Parked })
        {
            await ledger.UpdateAsync(
                link,
                current => new LedgerCommit(current, [], [new EntryUpdate(side, transactionId, EntryState.Ignored, Reason: $"dismissed: {note}")]),
                ct);
        }

        await store.RemoveAsync(siteId, side, accountId, transactionId, ct);
        return ParkedResult.Done;
    }

    private async Task ReopenAsync(Link link, CancellationToken ct) => await ledger.UpdateAsync(
        link,
        current => current.State == LinkState.Parked
            ? new LedgerCommit(current with { State = LinkState.Active, Reason = null, Volley = [] })
            : null,
        ct);

    private async Task MakePendingAsync(Link link, ParkedItem item, CancellationToken ct)
    {
        var (side, transactionId) = (item.Side, item.TransactionId!);
        if (await ledger.FindEntryAsync(link, side, transactionId, ct) is not { State: EntryState.Parked } entry)
            return;

        // Whether an unknown outcome landed is looked up before anything is sent.
        var unknown = entry.Reason == ParkReasons.OutcomeUnknown;
        var write = new PendingWrite(
            side, transactionId, entry.Points, entry.OccurredAt, time.GetUtcNow(), InFlight: unknown, entry.RecordedAt,
            unknown ? entry.RevisionSent : null, unknown ? entry.BalanceExpected - entry.Points : null);
        var update = new EntryUpdate(side, transactionId, EntryState.Pending, Reason: "");
        while (true)
        {
            var (outcome, current) = await ledger.CommitAsync(new LedgerCommit(link.WithPending(write), [], [update]), ct);
            if (outcome == CommitOutcome.Committed)
                return;
            link = await ledger.RereadLinkAsync(current, ct);
            // Somebody else retried it: it is pending, or settled already.
            if (await ledger.FindEntryAsync(link, side, transactionId, ct) is not { State: EntryState.Parked })
                return;
        }
    }
}
