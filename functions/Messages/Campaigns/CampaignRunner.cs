using System.Diagnostics;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Telemetry;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>
/// Carries a campaign from message to message.
/// <para>Promises: where it stands is written together with what was counted, so that a message that comes twice, or comes back after a crash,
/// goes on where the last commit left off and counts nobody twice. Of two messages of one campaign that work at the same time, the first to
/// commit goes on and the other ends.</para>
/// <para>A crash between a commit and the next message leaves the present message, which comes back.</para>
/// </summary>
public sealed partial class CampaignRunner(
    CampaignSteps steps, CampaignStarts starts, JobStore jobs, MessageQueues queues, ISiteSettings sites, SiteInstallations installations,
    CallTally tally, MessagesMetrics metrics, TimeProvider time, ILogger<CampaignRunner> logger)
{
    private const int MostRenewals = 20;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UntilBack = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CampaignMessage message, CancellationToken ct)
    {
        var calls = tally.Begin();
        var job = await jobs.FindAsync(message.JobId, ct) ?? (await starts.MakeAsync(message, ct)).Job;
        // Whoever committed the step before the last was followed by a message that came this far.
        if (!job.IsLive || CampaignPlan.Of(job).Step > message.Step + 1)
            return;
        CampaignStep step;
        try
        {
            step = await StepAsync(job, message.Attempt, new CampaignCommits(jobs, metrics, time, calls), ct);
        }
        catch (WixException e) when (e.Failure is WixFailure.Throttled or WixFailure.Unavailable or WixFailure.NotPermitted)
        {
            var throttled = e.Failure == WixFailure.Throttled;
            step = await steps.WaitAsync(job, throttled ? e.Wait : Backoff.Of(message.Attempt, FirstRetry), e.Message, stuck: !throttled, ct);
        }

        if (step.Job is { IsLive: true } live)
            await SendAsync(message, CampaignPlan.Of(live).Step, step.Stuck ? message.Attempt + 1 : 0, step.Wait, ct);
        else if (step.Job is { } ended)
            End(ended);
    }

    /// <summary>Puts the message on the queue anew, so that crashes do not use up its deliveries; gives the campaign up after many.</summary>
    public async Task RenewAsync(CampaignMessage message, CancellationToken ct)
    {
        if (message.Attempt < MostRenewals)
        {
            await SendAsync(message, message.Step, message.Attempt + 1, TimeSpan.Zero, ct);
            return;
        }

        if (await jobs.FindAsync(message.JobId, ct) is { IsLive: true })
            End(await jobs.UpdateAsync(message.JobId, now => now.Ended(JobState.Failed, time.GetUtcNow(), "It failed again and again; the log says why."), ct));
    }

    private async Task<CampaignStep> StepAsync(Job job, int attempt, CampaignCommits commits, CancellationToken ct)
    {
        if (time.GetUtcNow() >= CampaignPlan.Of(job).Until)
        {
            var late = await jobs.UpdateAsync(
                job.JobId, now => now.Ended(JobState.Failed, time.GetUtcNow(), $"It was too late to go on. {now.Why ?? "It took too long."}"), ct);
            return new(late, TimeSpan.Zero);
        }


        if (sites.Find(job.SiteId) is not { Enabled: true, Messages.Enabled: true } site || await installations.IsRemovedAsync(job.SiteId, ct))
            return await steps.WaitAsync(job, UntilBack, "The site or its messages are switched off, or the app was removed from it.", stuck: false, ct);
        if (job.Phase == CampaignPlan.Sending)
            return await steps.SendAsync(job, site, attempt, commits, ct);
        return await steps.PrepareAsync(job, site, commits, ct);
    }

    private Task SendAsync(CampaignMessage message, int step, int attempt, TimeSpan delay, CancellationToken ct) => queues.SendAsync(
        QueueNames.MonthlyMessages, message with { Step = step, Attempt = attempt, TraceParent = Activity.Current?.Id ?? message.TraceParent }, delay, ct);

    private void End(Job job)
    {
        metrics.Ended(job);
        if (job.State == JobState.Failed)
            Log.Failed(logger, job.JobId, job.SiteId, job.Why);
        else
            Log.Done(logger, job.JobId, job.SiteId, job.State);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "Campaign {JobId} of site {SiteId} ended: {State}")]
        public static partial void Done(ILogger logger, string jobId, string siteId, JobState state);

        [LoggerMessage(EventId = 4102, Level = LogLevel.Error, Message = "Campaign {JobId} of site {SiteId} failed: {Why}")]
        public static partial void Failed(ILogger logger, string jobId, string siteId, string? why);
    }
}
