using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// Gives transactions that no event told of to those who handle events, one message each, spread over the time that their calls may take out of
/// the background's share.
/// <para>Promises: a transaction told twice is still one change, since the ledger decides. A crash in between leaves some told; the step is
/// done again.</para>
/// </summary>
public sealed class MissedTransactions(SelfNudge nudge, JobStore jobs, IOptions<WixOptions> wix)
{
    // Read the account, adjust it.
    private const int CallsEach = 2;

    /// <summary>How long the calls of so many of them take at the background's share.</summary>
    public TimeSpan PaceOf(int told) => wix.Value.CallsPerWindow > 0
        ? wix.Value.RateWindow * (told * CallsEach / (wix.Value.CallsPerWindow * wix.Value.BackgroundShare))
        : TimeSpan.Zero;

    /// <summary>Of the transactions that the ledger does not hold, those that are changes: not our own mirrors, whose answers may still come.</summary>
    public static IReadOnlyList<PointsTransaction> ChangesIn(Link link, IEnumerable<PointsTransaction> unknown) =>
        [.. unknown.Where(t => Recogniser.Recognise(link, t) is not (Recognition.Echo or Recognition.PerhapsEcho or Recognition.Duplicate))];

    /// <param name="before">How many were told in this step so far.</param>
    public async Task TellAsync(Job job, Link link, IReadOnlyList<PointsTransaction> missed, int before, CancellationToken ct)
    {
        foreach (var transaction in missed)
        {
            await jobs.ReportAsync(job.JobId, ReconcileFindings.OfMissed(link, transaction), ct);
            if (!job.DryRun)
                await nudge.TellAsync(link, transaction, PaceOf(before++), ct);
        }
    }
}
