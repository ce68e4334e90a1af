using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Telemetry;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>Commits a campaign's steps: what each counted, the calls that it took, the estimate, and where to go on.</summary>
internal sealed class CampaignCommits(JobStore jobs, MessagesMetrics metrics, TimeProvider time, CallCounts calls)
{
    /// <param name="why">What the campaign waits for; null when it goes on.</param>
    /// <returns>Null when the job was changed by somebody else.</returns>
    public async Task<Job?> CommitAsync(Job job, CampaignPlan plan, Dictionary<string, long> counts, string? why, TimeSpan wait, CancellationToken ct)
    {
        counts[CampaignCounts.WixCalls] = calls[CallTarget.Wix];
        counts[CampaignCounts.StorageCalls] = calls[CallTarget.Table] + calls[CallTarget.Queue];
        plan = plan with { Step = plan.Step + 1 };
        var after = job with { Checkpoint = plan.ToCheckpoint() };
        if (job.IsLive)
        {
            after = after with
            {
                State = why is null ? JobState.Running : JobState.Waiting,
                Why = why,
                WaitingUntil = why is null ? null : time.GetUtcNow() + wait,
                EstimatedEnd = Estimate(job, plan),
            };
        }

        if (await jobs.TryCommitAsync(after, plan.PageKey, counts, ct) is not { } committed)
            return null;
        metrics.Count(job, counts);
        return committed;
    }

    // As fast as so far: the rate and Wix's speed are in it.
    private DateTimeOffset? Estimate(Job job, CampaignPlan plan)
    {
        if (plan is not { SendingSince: { } since, Handled: > 0 } || !job.Expected.TryGetValue(CampaignCounts.Accounts, out var all))
            return job.EstimatedEnd;
        var now = time.GetUtcNow();
        return now + ((now - since) * ((double)Math.Max(0, all - plan.Handled) / plan.Handled));
    }
}
