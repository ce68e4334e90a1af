using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// Sets right a balance that no transaction explains, by a difference and never by a balance. The side that the site calls right keeps it, and
/// the other gets the same difference; on the other side it is taken back.
/// <para>Promises: one batch explains the balance and owes the write, and only if the link is as it was when the difference was seen; so it is
/// owed once, however often and by however many instances this is done, and written as every mirror is.</para>
/// <para>A crash before the batch leaves nothing but a line in the report, which the next delivery writes again; after it, a pending write that
/// the look sent before resumes, or the reconcile's next round.</para>
/// </summary>
public sealed partial class DriftRepair(LedgerStore ledger, SelfNudge nudge, JobStore jobs, TimeProvider time, ILogger<DriftRepair> logger)
{
    /// <summary>Why the entry of a difference that is taken back is not mirrored.</summary>
    public const string TakenBack = "drift";

    private const string Type = "repair";

    /// <param name="wix">By how much the Wix balance is beyond what its transactions explain.</param>
    /// <param name="external">The same of the external account.</param>
    /// <returns>False when the link changed meanwhile, or it is more than can be owed at once: nothing was written.</returns>
    public async Task<bool> RunAsync(Job job, RepairPolicy policy, Link link, long wix, long external, CancellationToken ct)
    {
        var right = policy == RepairPolicy.WixWins ? Side.Wix : Side.External;
        if (ChangeParts.CountOf(wix) + ChangeParts.CountOf(external) > ChangeParts.MostParts)
        {
            await jobs.ReportAsync(job.JobId, ReconcileFindings.OfDrift(link, wix, external), ct);
            return false;
        }

        var id = DriftId.Of(job.JobId, link, wix, external);
        // Before the batch: afterwards the difference cannot be seen any more.
        await jobs.ReportAsync(job.JobId, ReconcileFindings.OfDrift(link, wix, external, id), ct);
        await nudge.ResumeAsync(link, right, ct);
        var (outcome, _) = await ledger.CommitAsync(CommitOf(link, right, id, wix, external), ct);
        if (outcome != CommitOutcome.Committed)
        {
            // Unless it was a twin of this that was quicker.
            if (await ledger.FindEntryAsync(link, wix != 0 ? Side.Wix : Side.External, id, ct) is null)
                await jobs.RemoveFindingAsync(job.JobId, link.WixAccountId, ct);
            return false;
        }

        await nudge.ResumeAsync(link, right, ct);
        Log.Repaired(logger, id, link.WixAccountId, wix, external);
        return true;
    }

    private LedgerCommit CommitOf(Link link, Side right, string id, long wix, long external)
    {
        var next = link;
        List<LedgerEntry> entries = [];
        foreach (var (side, points) in new[] { (Side.Wix, wix), (Side.External, external) }.Where(d => d.Item2 != 0))
        {
            var kept = side == right;
            var seen = Entry(link, side, id, points) with { State = kept ? EntryState.Pending : EntryState.Ignored, Reason = kept ? null : TakenBack };
            entries.Add(seen);
            next = next.WithRecorded(seen);
            var owed = kept ? seen : Entry(link, right, DriftId.BackOf(id), -points);
            if (!kept)
                entries.Add(owed);
            (next, var parts) = ChangeParts.Owe(next, owed, owed.OccurredAt);
            entries.AddRange(parts);
        }

        return new LedgerCommit(next, entries, []);
    }

    private LedgerEntry Entry(Link link, Side side, string id, long points)
    {
        var now = time.GetUtcNow();
        return new(side, id, EntryKind.Change, EntryState.Pending, points, Type, now, now, Marker: Marker.For(link.SiteId, side, id));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 7101, Level = LogLevel.Warning, Message = "Repair {Id} of account {WixAccountId}: {Wix} points on Wix and {External} in the external system that no transaction explains")]
        public static partial void Repaired(ILogger logger, string id, string wixAccountId, long wix, long external);
    }
}
