using System.Globalization;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// <c>POST /api/sites/{siteId}/activate</c>: activates the site's loyalty program and starts the job that gives every contact an account and
/// links it. Answers 202 with the job. With <c>?dryRun=true</c> the job only looks and reports.
/// </summary>
public sealed class ActivateProgram(ProgramCheck check, SiteActivations activations)
{
    [Function(nameof(ActivateProgram))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "sites/{siteId}/activate")] HttpRequest request, string siteId, CancellationToken ct)
    {
        if (QueryFlag.Read(request, "dryRun") is not { } dryRun)
            return QueryFlag.Refuse("dryRun");
        try
        {
            var (problem, wasActive) = await check.EnsureActiveAsync(siteId, dryRun, ct);
            if (problem is not null)
                return Problems.Create(problem.Status, problem.Code, problem.Title, problem.Detail);
            var (job, started) = await activations.StartAsync(siteId, dryRun, ct);
            return new AcceptedResult(JobView.Path(job.JobId), new { job.JobId, job.SiteId, job.DryRun, started, programWasActive = wasActive, job = JobView.Path(job.JobId) });
        }
        catch (WixException e)
        {
            request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, e.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Problems.Create(StatusCodes.Status503ServiceUnavailable, "wix-unavailable", "Wix does not answer as expected", e.Message);
        }
    }
}
