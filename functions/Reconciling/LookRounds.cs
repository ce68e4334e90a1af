using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// The last phase: looks at each suspect, in rounds that are further apart than Wix's lists lag. Who is still not settled after the last round
/// is reported.
/// </summary>
public sealed class LookRounds(
    AccountLook look, Suspects suspects, LedgerStore ledger, ParkedStore parked, JobStore jobs, TimeProvider time, IOptions<SyncOptions> options)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);

    internal async Task<SweepResult> RunAsync(Job job, ReconcilePlan plan, int attempt, CancellationToken ct)
    {
        if (plan.NotBefore is null)
            return await BeginAsync(job, plan, ct);
        if (plan.NotBefore > time.GetUtcNow())
            return new(plan, ReconcilePhases.Looks, [], Wait: plan.NotBefore.Value - time.GetUtcNow(), Why: "What was found is being synced.");
        if (plan.Looked < plan.Pieces)
            return await PieceAsync(job, plan, attempt, ct);
        return plan.NextPieces == 0
            ? new(plan, ReconcilePhases.Done, [])
            : new(plan with { Round = plan.Round + 1, Pieces = plan.NextPieces, Looked = 0, NextPieces = 0, NotBefore = NextRound() }, ReconcilePhases.Looks, []);
    }

    /// <summary>Accounts that the sync itself could not explain are suspects too.</summary>
    private async Task<SweepResult> BeginAsync(Job job, ReconcilePlan plan, CancellationToken ct)
    {
        var pieces = plan.Pieces;
        List<Suspect> some = [];
        await foreach (var item in parked.ListAsync(job.SiteId, ct))
        {
            if (item is not { TransactionId: null, Reason: ParkReasons.UnexplainedBalance, WixAccountId: { } id })
                continue;
            some.Add(new Suspect(id));
            if (some.Count < Suspects.MostInAPiece)
                continue;
            pieces = await suspects.PutAsync(job.JobId, 0, pieces, some, ct);
            some.Clear();
        }

        pieces = await suspects.PutAsync(job.JobId, 0, pieces, some, ct);
        return new(plan with { Pieces = pieces, NotBefore = time.GetUtcNow() }, ReconcilePhases.Looks, []);
    }

    private async Task<SweepResult> PieceAsync(Job job, ReconcilePlan plan, int attempt, CancellationToken ct)
    {
        if (await suspects.ReadAsync(job.JobId, plan.Round, plan.Looked, ct) is not { } piece)
        {
            // Of a job that others ended meanwhile; nothing that this made of it can be committed.
            return (await jobs.FindAsync(job.JobId, ct))?.ETag != job.ETag
                ? new(plan, ReconcilePhases.Looks, [])
                : throw new InvalidOperationException($"Piece {plan.Looked} of round {plan.Round} of job {job.JobId} is not there.");
        }

        List<Suspect> again = [];
        List<Suspect> left = [];
        var (told, looks) = (0, 0);
        var wait = TimeSpan.Zero;
        string? why = null;
        var stuck = false;
        foreach (var suspect in piece)
        {
            if (why is not null)
            {
                left.Add(suspect);
                continue;
            }

            try
            {
                var result = await look.RunAsync(job, plan.Repair, suspect, told, attempt, ct);
                looks++;
                told += result.Told;
                if (result.Again is { } unsettled)
                    again.Add(unsettled);
            }
            catch (WixException e) when (e.Failure is WixFailure.Throttled or WixFailure.Unavailable or WixFailure.NotPermitted)
            {
                Postpone(suspect, e.Failure == WixFailure.Throttled, e.Wait, e.Message);
            }
            catch (ExternalException e) when (e.Failure is ExternalFailure.Throttled or ExternalFailure.Unavailable or ExternalFailure.NotPermitted)
            {
                Postpone(suspect, e.Failure == ExternalFailure.Throttled, e.Wait, e.Message);
            }

            if (why is not null && stuck && attempt >= UnlinkedAccounts.MostAttempts)
            {
                // One account that a system always fails on must not hold up all the others for ever.
                await jobs.ReportAsync(job.JobId, ReconcileFindings.OfNoAnswer(suspect.WixAccountId, why), ct);
                left.Remove(suspect);
                (why, stuck, wait) = (null, false, TimeSpan.Zero);
            }
        }

        // Who is left makes another piece of this round, so that what is done is done.
        var next = plan with { Looked = plan.Looked + 1, Pieces = await suspects.PutAsync(job.JobId, plan.Round, plan.Pieces, left, ct) };
        if (plan.Round + 1 >= options.Value.LookAgainAttempts)
            await GiveUpAsync(job, again, ct);
        else
            next = next with { NextPieces = await suspects.PutAsync(job.JobId, plan.Round + 1, plan.NextPieces, again, ct) };
        return new(next, ReconcilePhases.Looks, new() { [ReconcileCounts.Looks] = looks }, told, wait, why, stuck);

        void Postpone(Suspect suspect, bool throttled, TimeSpan pause, string reason)
        {
            left.Add(suspect);
            (wait, why, stuck) = (throttled ? pause : Backoff.Of(attempt, FirstRetry), reason, !throttled);
        }
    }

    private async Task GiveUpAsync(Job job, List<Suspect> again, CancellationToken ct)
    {
        foreach (var suspect in again)
        {
            var link = await ledger.FindLinkAsync(job.SiteId, suspect.WixAccountId, ct);
            await jobs.ReportAsync(
                job.JobId,
                link is null ? ReconcileFindings.OfNoAnswer(suspect.WixAccountId, "It could not be linked in time.") : ReconcileFindings.OfUnsettled(link),
                ct);
        }
    }

    private DateTimeOffset NextRound()
    {
        var pause = options.Value.TransactionLag > options.Value.LookAgainDelay ? options.Value.TransactionLag : options.Value.LookAgainDelay;
        return time.GetUtcNow() + pause;
    }
}
