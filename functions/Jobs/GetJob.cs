using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Jobs;

/// <summary><c>GET /api/jobs/{jobId}</c>: how far a job has come.</summary>
public sealed class GetJob(JobStore jobs)
{
    [Function(nameof(GetJob))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "jobs/{jobId}")] HttpRequest request, string jobId, CancellationToken ct) =>
        await jobs.FindAsync(jobId, ct) is { } job
            ? new JsonResult(JobView.Of(job, await jobs.CountAsync(jobId, ct)))
            : NoSuchJob();

    internal static ObjectResult NoSuchJob() =>
        Problems.Create(StatusCodes.Status404NotFound, "no-such-job", "There is no such job", "No job of this id was started here.");
}
