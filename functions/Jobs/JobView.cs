namespace LoyaltyFunctions.Jobs;

/// <summary>A job as <c>GET /api/jobs/{jobId}</c> shows it.</summary>
internal static class JobView
{
    public static object Of(Job job, JobCounts counts) => new
    {
        job.JobId,
        job.SiteId,
        kind = Name(job.Kind),
        job.DryRun,
        state = Name(job.State),
        job.Phase,
        counts.Pages,
        counts = counts.Totals,
        job.Expected,
        job.StartedAt,
        job.UpdatedAt,
        job.FinishedAt,
        job.EstimatedEnd,
        job.WaitingUntil,
        job.Why,
        report = $"{Path(job.JobId)}/report",
    };

    /// <summary>The address of a job below the host's.</summary>
    public static string Path(string jobId) => $"/api/jobs/{jobId}";

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
