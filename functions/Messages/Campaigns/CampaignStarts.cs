using System.Diagnostics;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages.Schedule;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>
/// Starts campaigns: one per site and month, since the job is named by both, whoever asks and however often. The queue's message comes before
/// the job and makes it if it is not there, so that no crash leaves a job that nobody works on.
/// </summary>
public sealed class CampaignStarts(JobStore jobs, MessageQueues queues, TimeProvider time)
{
    private static readonly TimeSpan UntilTheJobIsThere = TimeSpan.FromSeconds(1);

    /// <param name="until">When the campaign is given up if it is not done.</param>
    /// <returns>The month's job, and whether this call started it. A dry run is always a new one.</returns>
    public async Task<(Job Job, bool Started)> StartAsync(string siteId, MessageMonth month, DateTimeOffset until, bool dryRun, CancellationToken ct)
    {
        var jobId = $"messages-{siteId}-{month}" + (dryRun ? $"-dry-{Guid.NewGuid():n}" : "");
        if (await jobs.FindAsync(jobId, ct) is { } found)
            return (found, false);
        var message = new CampaignMessage(1, siteId, jobId, month.ToString(), dryRun, until, 0, 0, Activity.Current?.Id);
        await queues.SendAsync(QueueNames.MonthlyMessages, message, UntilTheJobIsThere, ct);
        return await MakeAsync(message, ct);
    }

    /// <summary>The job that the message is for, made if it is not there.</summary>
    public Task<(Job Job, bool Started)> MakeAsync(CampaignMessage message, CancellationToken ct) => jobs.StartAsync(
        Job.Begin(message.JobId, message.SiteId, JobKind.Messages, CampaignPlan.Preparing, time.GetUtcNow(), message.DryRun) with
        {
            Checkpoint = new CampaignPlan(0, message.Until).ToCheckpoint(),
        },
        ct);
}
