using System.Collections.Concurrent;
using LoyaltyFunctions.Jobs;

namespace LoyaltyFunctions.Activation;

/// <summary>A site's activations and rehearsals: one of each at a time.</summary>
public sealed class SiteActivations(SiteJobs siteJobs, ActivationJobs activations, TimeProvider time)
{
    private const string Activation = "activation";
    private const string Rehearsal = "rehearsal";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (Job? Job, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>Starts a job for the site, unless one is under way.</summary>
    public async Task<(Job Job, bool Started)> StartAsync(string siteId, bool dryRun, CancellationToken ct)
    {
        var started = await siteJobs.StartAsync(
            siteId,
            dryRun ? Rehearsal : Activation,
            () => activations.New(siteId, dryRun),
            (job, token) => activations.SendAsync(siteId, job.JobId, 0, TimeSpan.Zero, token),
            ct);
        if (started.Started)
            known.TryRemove(siteId, out _);
        return started;
    }

    /// <summary>The site's latest activation that was not a rehearsal, as of some seconds ago; null when the site was never activated.</summary>
    public async Task<Job?> FindAsync(string siteId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(siteId, out var seen) && now - seen.At < Remembered)
            return seen.Job;
        var job = await siteJobs.FindAsync(siteId, Activation, ct);
        known[siteId] = (job, now);
        return job;
    }
}
