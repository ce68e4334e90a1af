using System.Diagnostics;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Operations;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Telemetry;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// Carries a reconcile from message to message.
/// <para>Promises: where it stands is written together with what was counted, so that a message that comes twice, or comes back after a crash,
/// goes on where the last commit left off. Of two messages of one job that work at the same time, the first to commit goes on and the other
/// ends. What a step does is harmless when it is done again: the ledger makes a transaction told twice one change, and a repair one repair.</para>
/// <para>A crash between a commit and the next message leaves the present message, which comes back.</para>
/// </summary>
public sealed partial class ReconcileRunner(
    TransactionSweep transactions, WixSweep wixAccounts, ExternalSweep externalAccounts, LookRounds looks, MissedTransactions missed,
    ReconcileStarts starts, JobStore jobs, ISiteSettings sites, SiteInstallations installations, CallTally tally, OperationsMetrics metrics,
    TimeProvider time, ILogger<ReconcileRunner> logger)
{
    private const string Findings = "findings";
    private const int MostRenewals = 50;

    // Ends a message's work in time for the cloud's limits and for a deployment.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UntilBack = TimeSpan.FromMinutes(5);

    public async Task RunAsync(ReconcileMessage message, CancellationToken ct)
    {
        var calls = tally.Begin();
        if (await jobs.FindAsync(message.JobId, ct) is not { IsLive: true } job)
        {
            await jobs.DropDataAsync(message.JobId, ct);
            return;
        }

        StepResult step;
        try
        {
            step = await StepsAsync(job, message.Attempt, calls, ct);
        }
        catch (WixException e) when (e.Failure is WixFailure.Throttled or WixFailure.Unavailable or WixFailure.NotPermitted)
        {
            step = await WaitAsync(job, e.Failure == WixFailure.Throttled ? e.Wait : null, message.Attempt, e.Message, ct);
        }
        catch (ExternalException e) when (e.Failure is ExternalFailure.Throttled or ExternalFailure.Unavailable or ExternalFailure.NotPermitted)
        {
            step = await WaitAsync(job, e.Failure == ExternalFailure.Throttled ? e.Wait : null, message.Attempt, e.Message, ct);
        }

        if (step.Job is { IsLive: true })
            await starts.SendAsync(job.SiteId, job.JobId, step.Stuck ? message.Attempt + 1 : 0, step.Wait, ct);
    }

    /// <summary>Puts the message on the queue anew, so that crashes do not use up its deliveries; gives the reconcile up after many.</summary>
    public async Task RenewAsync(ReconcileMessage message, CancellationToken ct)
    {
        if (message.Attempt < MostRenewals)
        {
            await starts.SendAsync(message.SiteId, message.JobId, message.Attempt + 1, TimeSpan.Zero, ct);
            return;
        }

        if (await jobs.FindAsync(message.JobId, ct) is { IsLive: true })
        {
            await jobs.UpdateAsync(message.JobId, now => now.Ended(JobState.Failed, time.GetUtcNow(), "It failed again and again; the log says why."), ct);
            Log.Failed(logger, message.JobId, message.SiteId);
        }
    }

    private async Task<StepResult> StepsAsync(Job job, int attempt, CallCounts calls, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var counted = (Wix: 0, External: 0);
        while (true)
        {
            if (sites.Find(job.SiteId) is not { Enabled: true } || await installations.IsRemovedAsync(job.SiteId, ct))
                return await WaitAsync(job, UntilBack, attempt, "The site is switched off, or the app was removed from it.", ct);
            if (job.Phase == ReconcilePhases.Done)
                return new(await EndAsync(job, ct));

            var plan = ReconcilePlan.Of(job);
            var result = await StepAsync(job, plan, attempt, ct);
            var now = (Wix: calls[CallTarget.Wix], External: calls[CallTarget.External]);
            result.Counts[ReconcileCounts.WixCalls] = now.Wix - counted.Wix;
            result.Counts[ReconcileCounts.ExternalCalls] = now.External - counted.External;
            counted = now;

            var pace = job.DryRun ? TimeSpan.Zero : missed.PaceOf(result.Told);
            var wait = pace > result.Wait ? pace : result.Wait;
            var after = job with
            {
                Phase = result.Phase,
                Checkpoint = (result.Plan with { Step = plan.Step + 1 }).ToCheckpoint(),
                State = wait > TimeSpan.Zero ? JobState.Waiting : JobState.Running,
                WaitingUntil = wait > TimeSpan.Zero ? time.GetUtcNow() + wait : null,
                Why = wait > TimeSpan.Zero ? result.Why ?? "What was found is being synced." : null,
            };
            if (await jobs.TryCommitAsync(after, plan.PageKey, result.Counts, ct) is not { } committed)
                return new(null);
            job = committed;
            if (wait > ShortWait || result.Stuck || time.GetElapsedTime(began) > LongestRun)
                return new(job, wait, result.Stuck);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, ct);
        }
    }

    private Task<SweepResult> StepAsync(Job job, ReconcilePlan plan, int attempt, CancellationToken ct) => job.Phase switch
    {
        ReconcilePhases.Transactions => transactions.RunAsync(job, plan, ct),
        ReconcilePhases.Wix => wixAccounts.RunAsync(job, plan, attempt, ct),
        ReconcilePhases.External => externalAccounts.RunAsync(job, plan, ct),
        ReconcilePhases.Looks => looks.RunAsync(job, plan, attempt, ct),
        _ => throw new InvalidOperationException($"Job {job.JobId} is in phase {job.Phase}, which no reconcile has."),
    };

    private async Task<Job?> EndAsync(Job job, CancellationToken ct)
    {
        Dictionary<string, long> found = new(StringComparer.Ordinal) { [ReconcileFindings.Drift] = 0, [ReconcileFindings.Missed] = 0 };
        await foreach (var finding in jobs.ReadReportAsync(job.JobId, ct))
            found[finding.Reason] = found.GetValueOrDefault(finding.Reason) + 1;
        await jobs.DropDataAsync(job.JobId, ct);
        if (!job.DryRun)
            await starts.SweptAsync(job, ct);
        if (await jobs.TryCommitAsync(job.Ended(JobState.Done, time.GetUtcNow()), Findings, found, ct) is not { } done)
            return null;
        if (!job.DryRun)
            metrics.Drift(job.SiteId, found[ReconcileFindings.Drift]);
        Log.Done(logger, job.JobId, job.SiteId, found[ReconcileFindings.Missed], found[ReconcileFindings.Drift]);
        return done;
    }

    /// <param name="wait">Null where a side does not answer: the waits grow.</param>
    private async Task<StepResult> WaitAsync(Job job, TimeSpan? wait, int attempt, string why, CancellationToken ct)
    {
        var pause = wait ?? Backoff.Of(attempt, FirstRetry);
        // Steps before the failure were committed: the job as it is now is what waits.
        var waiting = await jobs.UpdateAsync(
            job.JobId, now => now with { State = JobState.Waiting, WaitingUntil = time.GetUtcNow() + pause, Why = why }, ct);
        return new(waiting, pause, Stuck: wait is null);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "Reconcile {JobId} of site {SiteId} is done: {Missed} missed transactions, {Drift} accounts in drift")]
        public static partial void Done(ILogger logger, string jobId, string siteId, long missed, long drift);

        [LoggerMessage(EventId = 7002, Level = LogLevel.Error, Message = "Reconcile {JobId} of site {SiteId} failed again and again")]
        public static partial void Failed(ILogger logger, string jobId, string siteId);
    }
}
