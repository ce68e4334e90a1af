using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Operations;

/// <summary>
/// What a person decides about parked items.
/// <para>Promises: a retried change is mirrored once, however often it is retried: it becomes pending again in one commit, and only from
/// parked. A crash before that commit leaves it parked; after it, a change that the events sent before and after bring to its end. The item
/// goes last, so that a crash leaves it to be decided again, which changes nothing.</para>
/// </summary>
public sealed class ParkedItems(ParkedStore store, LedgerStore ledger, SelfNudge nudge, TimeProvider time)
{
    /// <summary>Tries the item again.</summary>
    public async Task<ParkedResult> RetryAsync(string siteId, Side side, string accountId, string? transactionId, CancellationToken ct)
    {
        if (await store.FindAsync(siteId, side, accountId, transactionId, ct) is not { } item)
            return ParkedResult.NotFound;

        var link = item.WixAccountId is null ? null : await ledger.FindLinkAsync(siteId, item.WixAccountId, ct);
        if (link is not null)
        {
            var result = transactionId is not null ? await RetryChangeAsync(link, item, ct) : await ReopenAsync(link, ct);
            if (result != ParkedResult.Done)
                return result;
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
        var link = transactionId is null || item.WixAccountId is null ? null : await ledger.FindLinkAsync(siteId, item.WixAccountId, ct);
        // Only from parked, and under the link that it was seen with: somebody may retry it meanwhile.
        while (link is not null && await ledger.FindEntryAsync(link, side, transactionId!, ct) is { State: EntryState.Parked })
        {
            var update = new EntryUpdate(side, transactionId!, EntryState.Ignored, Reason: $"dismissed: {note}");
            var (outcome, _) = await ledger.CommitAsync(new LedgerCommit(link, [], [update]), ct);
            if (outcome == CommitOutcome.Committed)
                break;
            link = await ledger.RereadLinkAsync(link, ct);
        }

        await store.RemoveAsync(siteId, side, accountId, transactionId, ct);
        return ParkedResult.Done;
    }

    /// <summary>An account that was stopped goes on; one that was only reported is looked at.</summary>
    private async Task<ParkedResult> ReopenAsync(Link link, CancellationToken ct)
    {
        // While it was stopped, events of both sides were passed over. Before the commit, so that a crash cannot lose the looks, and after it,
        // in case they were through before.
        await ResumeBothAsync(link, ct);
        var (outcome, _) = await ledger.UpdateAsync(
            link,
            current => current.State == LinkState.Parked
                ? new LedgerCommit(current with { State = LinkState.Active, Reason = null, Volley = [] })
                : null,
            ct);
        if (outcome == CommitOutcome.Committed)
            await ResumeBothAsync(link, ct);
        return ParkedResult.Done;
    }

    private async Task<ParkedResult> RetryChangeAsync(Link link, ParkedItem item, CancellationToken ct)
    {
        var (side, transactionId) = (item.Side, item.TransactionId!);
        while (await ledger.FindEntryAsync(link, side, transactionId, ct) is { State: EntryState.Parked } entry)
        {
            if (link.State == LinkState.Parked)
                return ParkedResult.AccountStopped;
            var parts = ChangeParts.CountOf(entry.Points);
            if (parts > ChangeParts.MostParts)
                return ParkedResult.CannotBeRetried;
            if (parts + link.Pending.Count > Link.MostPending)
                return ParkedResult.NoRoom;

            // First what brings it to its end, then the commit that makes it pending, then that once more in case it was through before.
            await nudge.ResumeAsync(link, side, ct);
            var (outcome, committed) = await ledger.CommitAsync(await PendingAsync(link, entry, ct), ct);
            if (outcome == CommitOutcome.Committed)
            {
                await nudge.ResumeAsync(committed, side, ct);
                return ParkedResult.Done;
            }

            link = await ledger.RereadLinkAsync(link, ct);
        }

        // Somebody else retried it: it is pending, or settled already.
        await nudge.ResumeAsync(link, side, ct);
        return ParkedResult.Done;
    }

    private async Task<LedgerCommit> PendingAsync(Link link, LedgerEntry entry, CancellationToken ct)
    {
        var update = new EntryUpdate(entry.Side, entry.TransactionId, EntryState.Pending, Reason: "");
        if (ChangeParts.CountOf(entry.Points) > 1)
        {
            var (owing, parts) = ChangeParts.Owe(link, entry with { State = EntryState.Pending, Reason = null }, time.GetUtcNow());
            return new LedgerCommit(owing, parts, [update]);
        }

        // Whether an unknown outcome landed is looked up before anything is sent.
        var unknown = entry.Reason == ParkReasons.OutcomeUnknown;
        var write = new PendingWrite(
            entry.Side, entry.TransactionId, entry.Points, entry.OccurredAt, time.GetUtcNow(), InFlight: unknown, entry.RecordedAt,
            unknown ? entry.RevisionSent : null, unknown ? entry.BalanceExpected - entry.Points : null,
            PartParked: await IsAnotherPartParkedAsync(link, entry, ct));
        return ChangeParts.WholeOf(entry.TransactionId) is { } whole
            ? new LedgerCommit(link.WithPending(write), [], [update, update with { TransactionId = whole }])
            : new LedgerCommit(link.WithPending(write), [], [update]);
    }

    private async Task<bool> IsAnotherPartParkedAsync(Link link, LedgerEntry part, CancellationToken ct)
    {
        if (ChangeParts.WholeOf(part.TransactionId) is not { } whole || await ledger.FindEntryAsync(link, part.Side, whole, ct) is not { } change)
            return false;
        foreach (var other in ChangeParts.Of(link.SiteId, change).Where(other => other.TransactionId != part.TransactionId))
        {
            if (await ledger.FindEntryAsync(link, part.Side, other.TransactionId, ct) is { State: EntryState.Parked })
                return true;
        }

        return false;
    }

    private async Task ResumeBothAsync(Link link, CancellationToken ct)
    {
        await nudge.ResumeAsync(link, Side.Wix, ct);
        await nudge.ResumeAsync(link, Side.External, ct);
    }
}
