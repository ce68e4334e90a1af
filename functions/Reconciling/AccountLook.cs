using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// Looks at one linked account on both sides and finds out why it does not add up: changes under way, transactions that no event told of, or
/// neither, which is drift. Drift is believed only when two rounds, further apart than lists lag, see the same account: what happened before the
/// first of them is listed by the second, and nothing happened since.
/// <para>Costs two calls to Wix at most where its balance adds up, and as many pages more as its transactions fill where it does not.</para>
/// </summary>
public sealed class AccountLook(
    LedgerStore ledger, IWixLoyalty wix, IExternalLoyalty external, UnseenTransactions unseen, MissedTransactions missed, DriftRepair repair,
    UnlinkedAccounts unlinked, SelfNudge nudge, Parking parking, JobStore jobs, TimeProvider time, IOptions<SyncOptions> options)
{
    /// <param name="before">How many transactions were told in this step so far.</param>
    public async Task<LookResult> RunAsync(Job job, RepairPolicy policy, Suspect suspect, int before, int attempt, CancellationToken ct)
    {
        var link = await ledger.FindLinkAsync(job.SiteId, suspect.WixAccountId, ct);
        if (link is { State: not LinkState.Active })
            return LookResult.Settled;
        if (await wix.GetAccountAsync(job.SiteId, suspect.WixAccountId, WixWork.Background, ct) is not { } account)
        {
            if (link is not null)
                await jobs.ReportAsync(job.JobId, ReconcileFindings.OfGone(link, Side.Wix), ct);
            return LookResult.Settled;
        }

        if (link is null)
            return await unlinked.LinkAsync(job, account, attempt, ct) ? new(suspect) : LookResult.Settled;
        if (await external.GetAccountAsync(job.SiteId, link.ExternalAccountId, ct) is not { } there)
        {
            await jobs.ReportAsync(job.JobId, ReconcileFindings.OfGone(link, Side.External), ct);
            return LookResult.Settled;
        }

        if (link.Pending.Count > 0)
            return await UnderWayAsync(job, link, ct);
        var seen = new Suspect(
            link.WixAccountId, account.Balance - link.WixKnown, there.Balance - link.ExternalKnown, account.Revision, link.ExternalKnown);
        var unknown = await UnknownAsync(link, account, seen, ct);
        if (unknown.Count > 0)
        {
            var changes = MissedTransactions.ChangesIn(link, unknown);
            await missed.TellAsync(job, link, changes, before, ct);
            return job.DryRun ? LookResult.Settled : new(new Suspect(link.WixAccountId), changes.Count);
        }

        if (seen is { Wix: 0, External: 0 })
            return await ExplainedAsync(job, link, account, seen, isSameAsBefore: seen == suspect, ct);
        if (seen != suspect)
            return new(seen);
        if (policy == RepairPolicy.ReportOnly || job.DryRun)
        {
            await jobs.ReportAsync(job.JobId, ReconcileFindings.OfDrift(link, seen.Wix!.Value, seen.External!.Value), ct);
            return LookResult.Settled;
        }

        await repair.RunAsync(job, policy, link, seen.Wix!.Value, seen.External!.Value, ct);
        return new(new Suspect(link.WixAccountId));
    }

    /// <summary>Changes whose messages are lost, on a poison queue for instance, are sent on their way again.</summary>
    private async Task<LookResult> UnderWayAsync(Job job, Link link, CancellationToken ct)
    {
        var overdue = time.GetUtcNow() - options.Value.Lease;
        foreach (var side in link.Pending.Where(p => p.Until <= overdue).Select(p => p.Side).Distinct())
        {
            if (!job.DryRun)
                await nudge.ResumeAsync(link, side, ct);
        }

        return new(new Suspect(link.WixAccountId));
    }

    private async Task<IReadOnlyList<PointsTransaction>> UnknownAsync(Link link, LoyaltyAccount account, Suspect seen, CancellationToken ct)
    {
        List<PointsTransaction> unknown = [];
        if (!WixSweep.IsExplained(link, account))
        {
            // Where the balance adds up, what the link has not seen is as young as its cursor says.
            var since = seen.Wix == 0 ? link.WixCursor - options.Value.Overlap : default;
            var listed = await unseen.ListWixAsync(link, since, ct, WixWork.Background);
            unknown.AddRange(await unseen.NotInLedgerAsync(link, Side.Wix, listed, sure: true, ct));
        }

        if (seen.External != 0)
        {
            var listed = await unseen.ListExternalAsync(link, default, ct);
            unknown.AddRange(await unseen.NotInLedgerAsync(link, Side.External, listed, sure: true, ct));
        }

        return unknown;
    }

    private async Task<LookResult> ExplainedAsync(
        Job job, Link link, LoyaltyAccount account, Suspect seen, bool isSameAsBefore, CancellationToken ct)
    {
        if (job.DryRun)
            return LookResult.Settled;
        // Not while lists may lag: a pair that cancels out would be taken for seen.
        var old = time.GetUtcNow() - options.Value.TransactionLag - Clocks.Apart;
        if (!isSameAsBefore && !(account.UpdatedDate < old))
            return new(seen);
        if (link.Revisions.UnexplainedUpTo(account.Revision) > 0)
        {
            await ledger.UpdateAsync(
                link,
                current => current.Revisions.UnexplainedUpTo(account.Revision) > 0
                    ? new LedgerCommit(current with { Revisions = current.Revisions.UpTo(account.Revision) })
                    : null,
                ct);
        }

        if (await parking.FindAccountAsync(link.SiteId, Side.Wix, link.WixAccountId, ct) is { Reason: ParkReasons.UnexplainedBalance })
            await parking.RemoveAccountAsync(link.SiteId, Side.Wix, link.WixAccountId, ct);
        return LookResult.Settled;
    }
}
