using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Jobs;

/// <summary><c>DELETE /api/jobs/{jobId}</c>: stops a job. What it did stays, and started again it goes on from there.</summary>
public sealed class CancelJob(JobStore jobs)
{
    [Function(nameof(CancelJob))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "jobs/{jobId}")] HttpRequest request, string jobId, CancellationToken ct)
    {
        if (await jobs.FindAsync(jobId, ct) is null)
            return GetJob.NoSuchJob();
        var job = await jobs.CancelAsync(jobId, ct);
        return new JsonResult(JobView.Of(job, await jobs.CountAsync(jobId, ct)));
    }
}
