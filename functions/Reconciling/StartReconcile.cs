using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// <c>POST /api/sites/{siteId}/reconcile</c>: compares both sides of all accounts, syncs what no event told of and tells what no transaction
/// explains. Answers 202 with the job. <c>?repair=wix</c> or <c>external</c> says which side is right, <c>?repair=true</c> repairs by the
/// site's own policy; without it the policy decides. With <c>?dryRun=true</c> the job only looks and reports.
/// </summary>
public sealed class StartReconcile(ReconcileStarts starts, ISiteSettings sites)
{
    [Function(nameof(StartReconcile))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "sites/{siteId}/reconcile")] HttpRequest request, string siteId, CancellationToken ct)
    {
        siteId = siteId.ToLowerInvariant();
        if (sites.Find(siteId) is not { } site)
            return Problems.Create(StatusCodes.Status404NotFound, "unknown-site", "This deployment does not serve the site", "Add the site under Sites:{instanceId} to the settings.");
        if (!site.Enabled)
            return Problems.Create(StatusCodes.Status409Conflict, "site-disabled", "The site is switched off", "Set Sites:{instanceId}:Enabled to true.");
        if (RepairOf(request.Query["repair"].FirstOrDefault(), site.Reconcile.Repair) is not { } repair)
        {
            return Problems.Create(
                StatusCodes.Status400BadRequest, "unclear-repair", "It is not clear which side is right",
                "Say repair=wix or repair=external, or false; repair=true needs Sites:{instanceId}:Reconcile:Repair to be WixWins or ExternalWins.");
        }

        if (QueryFlag.Read(request, "dryRun") is not { } dryRun)
            return QueryFlag.Refuse("dryRun");
        var (job, started) = await starts.StartAsync(siteId, repair, dryRun, ct);
        return new AcceptedResult(JobView.Path(job.JobId), new { job.JobId, job.SiteId, job.DryRun, started, repair = repair.ToString(), job = JobView.Path(job.JobId) });
    }

    private static RepairPolicy? RepairOf(string? asked, RepairPolicy policy) => asked?.ToLowerInvariant() switch
    {
        null => policy,
        "wix" => RepairPolicy.WixWins,
        "external" => RepairPolicy.ExternalWins,
        "false" => RepairPolicy.ReportOnly,
        "true" or "" when policy != RepairPolicy.ReportOnly => policy,
        _ => null,
    };
}
