using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Messages.Schedule;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages;

/// <summary>
/// <c>POST /api/sites/{siteId}/messages</c>: starts the present month's campaign by hand and answers 202 with its job; 200 with the job that
/// there is, when the month's was started before. With <c>?dryRun=true</c> nothing is sent: the job counts, and the answer shows samples.
/// </summary>
public sealed class StartMessages(CampaignStarts starts, CampaignPreviews previews, ISiteSettings sites, IOptions<MessagesOptions> options, TimeProvider time)
{
    [Function(nameof(StartMessages))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "sites/{siteId}/messages")] HttpRequest request, string siteId, CancellationToken ct)
    {
        siteId = siteId.ToLowerInvariant();
        if (sites.Find(siteId) is not { } site)
            return MessageProblems.NoSuchSite();
        if (site is not { Enabled: true, Messages.Enabled: true })
            return MessageProblems.SwitchedOff();
        if (QueryFlag.Read(request, "dryRun") is not { } dryRun)
            return QueryFlag.Refuse("dryRun");
        var now = time.GetUtcNow();
        try
        {
            var (job, started) = await starts.StartAsync(siteId, new SiteClock(site).MonthOf(now), now + options.Value.CatchUp, dryRun, ct);
            var answer = new
            {
                job.JobId,
                job.SiteId,
                job.DryRun,
                started,
                job = JobView.Path(job.JobId),
                samples = dryRun ? await previews.FirstAsync(siteId, site, job.JobId, ct) : null,
            };
            return started ? new AcceptedResult(JobView.Path(job.JobId), answer) : new OkObjectResult(answer);
        }
        catch (WixException e)
        {
            return MessageProblems.Wix(request, e);
        }
        catch (MessageTextException e)
        {
            return MessageProblems.Template(e);
        }
    }
}
