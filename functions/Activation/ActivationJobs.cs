using System.Diagnostics;
using System.Security.Cryptography;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Telemetry;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// Carries an activation from message to message.
/// <para>Promises: the job's row says where it stands and is written together with the counts of what was done, so that a message that comes
/// twice, or comes back after a crash, goes on where the last commit left off and counts nothing twice. At most a slice of contacts is done
/// again, which changes nothing.</para>
/// <para>A crash between a commit and the next message leaves the present message, which comes back. Of two messages of one job that work at
/// the same time, the first to commit goes on and the other ends.</para>
/// </summary>
public sealed partial class ActivationJobs(
    ContactReading reading,
    AccountCreation creation,
    SharedKeys shared,
    JobStore jobs,
    MessageQueues queues,
    ISiteSettings sites,
    SiteInstallations installations,
    SiteStates states,
    CallTally tally,
    ActivationMetrics metrics,
    TimeProvider time,
    IOptions<SyncOptions> sync,
    IOptions<WixOptions> wix,
    ILogger<ActivationJobs> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UntilBack = TimeSpan.FromMinutes(5);

    /// <summary>A job that begins now.</summary>
    public Job New(string siteId, bool dryRun)
    {
        var plan = new ActivationPlan(ContactCursor.Start, [], Look: false, 0, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        return Job.Begin($"activation-{Guid.NewGuid():n}", siteId, JobKind.Activation, ActivationPlan.Reading, time.GetUtcNow(), dryRun) with { Checkpoint = plan.ToCheckpoint() };
    }

    /// <summary>Puts a message for the job on the queue.</summary>
    public Task SendAsync(string siteId, string jobId, int attempt, TimeSpan delay, CancellationToken ct) =>
        queues.SendAsync(QueueNames.CreateAccounts, new CreateAccountsMessage(1, siteId, jobId, attempt, Activity.Current?.Id), delay, ct);

    /// <summary>Works on the job until its calls are spent, its time is up or it is done; then puts the next message on the queue.</summary>
    public async Task RunAsync(CreateAccountsMessage message, CancellationToken ct)
    {
        var calls = tally.Begin();
        if (await jobs.FindAsync(message.JobId, ct) is not { IsLive: true } job)
            return;
        StepResult step;
        try
        {
            step = await StepAsync(job, message.Attempt, new ActivationCommits(jobs, metrics, time, calls), ct);
        }
        catch (WixException e) when (e.Failure is WixFailure.Throttled or WixFailure.Unavailable or WixFailure.NotPermitted)
        {
            var throttled = e.Failure == WixFailure.Throttled;
            step = await WaitAsync(job, throttled ? e.Wait : Backoff.Of(message.Attempt, FirstRetry), e.Message, stuck: !throttled, ct);
        }

        if (step.Job is { IsLive: true })
            await NextAsync(job.SiteId, job.JobId, step.Stuck ? message.Attempt + 1 : 0, step.Wait, ct);
        else if (step.Job is { State: JobState.Done } done)
            await EndAsync(done, ct);
    }

    private async Task NextAsync(string siteId, string jobId, int attempt, TimeSpan wait, CancellationToken ct)
    {
        // Queues count in seconds: less than one would be none at all.
        if (wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(1))
        {
            await Task.Delay(wait, time, ct);
            wait = TimeSpan.Zero;
        }

        await SendAsync(siteId, jobId, attempt, wait, ct);
    }

    private async Task<StepResult> StepAsync(Job job, int attempt, ActivationCommits commits, CancellationToken ct)
    {
        if (sites.Find(job.SiteId) is not { Enabled: true } site || await installations.IsRemovedAsync(job.SiteId, ct))
            return await WaitAsync(job, UntilBack, "The site is switched off, or the app was removed from it.", stuck: false, ct);
        if (job.Phase == ActivationPlan.Reading)
            return await reading.RunAsync(job, site, commits, ct);

        // Queries may lag: only then do they show every balance as it was when the site's history ended.
        var sure = await states.SyncFromAsync(job.SiteId, ct) + sync.Value.TransactionLag - time.GetUtcNow();
        return sure > TimeSpan.Zero
            ? await WaitAsync(job, sure, "Wix's queries may lag behind the beginning of the sync.", stuck: false, ct)
            : await creation.RunAsync(job, site, attempt, commits, ct);
    }

    private async Task<StepResult> WaitAsync(Job job, TimeSpan wait, string why, bool stuck, CancellationToken ct)
    {
        // Steps before the failure were committed: the job as it is now is what waits.
        var waiting = await jobs.UpdateAsync(
            job.JobId, now => now with { State = JobState.Waiting, WaitingUntil = time.GetUtcNow() + wait, Why = why }, ct);
        return new(waiting, wait, stuck);
    }

    private async Task EndAsync(Job done, CancellationToken ct)
    {
        var counts = await jobs.CountAsync(done.JobId, ct);
        if (done.DryRun)
        {
            var accounts = counts[ActivationCounts.ToCreate];
            var minutes = wix.Value.CallsPerWindow > 0
                ? Math.Ceiling((counts[ActivationCounts.WixCalls] + accounts) / (wix.Value.CallsPerWindow * wix.Value.BackgroundShare) * wix.Value.RateWindow.TotalMinutes)
                : 0;
            done = done.Expecting("wixCallsInEarnest", counts[ActivationCounts.WixCalls] + accounts).Expecting("minutesInEarnest", (long)minutes);
        }

        await jobs.UpdateAsync(done.JobId, _ => done with { FinishedAt = time.GetUtcNow() }, ct);
        await shared.DropAsync(done.JobId, ct);
        Log.Done(logger, done.JobId, done.SiteId, counts[ActivationCounts.Contacts]);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 6001, Level = LogLevel.Information, Message = "Activation {JobId} of site {SiteId} is done: {Contacts} contacts")]
        public static partial void Done(ILogger logger, string jobId, string siteId, long contacts);
    }
}
