using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// The first phase: lists what happened in the external system since the last reconcile, all accounts together, and tells of each transaction
/// that the ledger does not hold. It finds what balances do not show: two lost changes that cancel out. Wix's revisions show those by
/// themselves. Costs two storage calls for an account and page, and no call to Wix.
/// </summary>
public sealed class TransactionSweep(
    IExternalLoyalty external, AccountLinks links, LedgerStore ledger, UnseenTransactions unseen, MissedTransactions missed, SelfNudge nudge,
    Parking parking, TimeProvider time, IOptions<SyncOptions> options)
{
    internal async Task<SweepResult> RunAsync(Job job, ReconcilePlan plan, CancellationToken ct)
    {
        ExternalPage<ExternalTransaction> page;
        try
        {
            page = await external.ListAllTransactionsAsync(job.SiteId, plan.Since, plan.Cursor, ct);
        }
        catch (ExternalException e) when (e.Failure == ExternalFailure.Refused && plan is { Cursor: not null, From: not null })
        {
            // Cursors may not live for ever.
            return new(plan with { Cursor = null, Since = plan.From.Value }, ReconcilePhases.Transactions, []);
        }

        // An event of what happened just now may be on its way.
        var settled = time.GetUtcNow() - options.Value.TransactionLag;
        var told = 0;
        foreach (var account in page.Items.Where(t => t.OccurredAt <= settled).GroupBy(t => t.AccountId))
            told += await TellAsync(job, account.Key, [.. account.Select(UnseenTransactions.Of)], told, ct);

        Dictionary<string, long> counts = new() { [ReconcileCounts.Transactions] = page.Items.Count };
        return page.Next is null
            ? new(plan.Next(), ReconcilePhases.Wix, counts, told)
            : new(plan with { Cursor = page.Next, From = page.Items.Count > 0 ? page.Items[^1].OccurredAt : plan.From }, ReconcilePhases.Transactions, counts, told);
    }

    private async Task<int> TellAsync(Job job, string accountId, IReadOnlyList<PointsTransaction> transactions, int before, CancellationToken ct)
    {
        if (await links.FindByExternalAsync(job.SiteId, accountId, ct) is not { } wixAccountId
            || await ledger.FindLinkAsync(job.SiteId, wixAccountId, ct) is not { } link || link.ExternalAccountId != accountId)
        {
            // Once linked it takes everything since the sync began. One that is parked waits for a person.
            if (job.DryRun || await parking.FindAccountAsync(job.SiteId, Side.External, accountId, ct) is not null)
                return 0;
            await nudge.LookAtExternalAsync(job.SiteId, accountId, ct, missed.PaceOf(before));
            return 1;
        }

        if (link.State != LinkState.Active)
            return 0;
        var changes = MissedTransactions.ChangesIn(link, await unseen.NotInLedgerAsync(link, Side.External, transactions, sure: false, ct));
        await missed.TellAsync(job, link, changes, before, ct);
        return changes.Count;
    }
}
