using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Telemetry;

namespace LoyaltyFunctions.Activation;

/// <summary>Commits an activation's steps: the counts of each, the calls that it took, the estimate, and where to go on.</summary>
internal sealed class ActivationCommits(JobStore jobs, ActivationMetrics metrics, TimeProvider time, CallCounts calls)
{
    private (int Wix, int External) counted;

    public TimeSpan Elapsed => time.GetElapsedTime(began);

    private readonly long began = time.GetTimestamp();

    /// <returns>Null when the job was changed by somebody else.</returns>
    public async Task<Job?> CommitAsync(Job job, ActivationPlan plan, Dictionary<string, long> counts, CancellationToken ct)
    {
        var now = (Wix: calls[CallTarget.Wix], External: calls[CallTarget.External]);
        counts[ActivationCounts.WixCalls] = now.Wix - counted.Wix;
        counts[ActivationCounts.ExternalCalls] = now.External - counted.External;
        plan = plan with { Step = plan.Step + 1 };
        var committed = await jobs.TryCommitAsync(
            job with { Checkpoint = plan.ToCheckpoint(), EstimatedEnd = job.IsLive ? Estimate(job, plan) : null }, plan.PageKey, counts, ct);
        if (committed is null)
            return null;
        counted = now;
        metrics.Count(job, counts);
        return committed;
    }

    // As fast as so far: the rate and both systems' speed are in it.
    private DateTimeOffset? Estimate(Job job, ActivationPlan plan)
    {
        if (plan is not { AccountsSince: { } since, Done: > 0 } || !job.Expected.TryGetValue(ActivationCounts.Contacts, out var all))
            return job.EstimatedEnd;
        var now = time.GetUtcNow();
        return now + ((now - since) * ((double)Math.Max(0, all - plan.Done) / plan.Done));
    }
}
