using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages.Members;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>The steps of a campaign, each committed once: look whether members may be written to, then page after page.</summary>
public sealed partial class CampaignSteps(
    CampaignReadiness readiness, CampaignFactsReader facts, AccountPages pages, MessageSender sender, MessageComposer composer,
    MemberMessages messages, IWixAudience audience, JobStore jobs, MessagesMetrics metrics, IOptions<MessagesOptions> options, TimeProvider time,
    ILogger<CampaignSteps> logger)
{
    /// <summary>Waits until nothing stands against the campaign, then opens the first page. A dry run does not wait.</summary>
    internal async Task<CampaignStep> PrepareAsync(Job job, SiteOptions site, CampaignCommits commits, CancellationToken ct)
    {
        if (!job.DryRun && await readiness.WhyNotAsync(job.SiteId, site.Messages, ct) is { } reason)
            return await HoldAsync(job, reason, ct);
        var (found, isActive) = await facts.ReadAsync(job.SiteId, ct);
        if (!isActive && !job.DryRun)
            return await HoldAsync(job, "The site's loyalty program is not active.", ct);
        var accounts = await audience.CountAccountsAsync(job.SiteId, WixWork.Background, ct);
        var plan = CampaignPlan.Of(job) with { Facts = found, SendingSince = time.GetUtcNow() };
        var opened = job.Expecting(CampaignCounts.Accounts, accounts) with { Phase = CampaignPlan.Sending };
        return new(await commits.CommitAsync(opened, plan, [], null, TimeSpan.Zero, ct), TimeSpan.Zero);
    }

    /// <summary>Does what is left of the present page.</summary>
    internal async Task<CampaignStep> SendAsync(Job job, SiteOptions site, int attempt, CampaignCommits commits, CancellationToken ct)
    {
        var plan = CampaignPlan.Of(job);
        AccountPage page;
        try
        {
            page = await pages.ReadAsync(job.SiteId, job.JobId, site.Messages, plan, ct);
        }
        catch (WixException e) when (e.Failure is WixFailure.Refused or WixFailure.NotFound && plan.Cursor is not null)
        {
            // Cursors may not live for ever; whoever comes again has a row.
            Log.CursorLost(logger, job.JobId, plan.Page, e.Message);
            return new(await commits.CommitAsync(job, plan with { Cursor = null }, [], null, TimeSpan.Zero, ct), TimeSpan.Zero);
        }

        var result = await new PageWork(job, site, plan, page, sender, composer, messages, jobs, attempt).RunAsync(ct);
        var (number, isDone) = (plan.Page, result.Todo.Count == 0);
        var handled = plan.Handled + result.Counts.GetValueOrDefault(CampaignCounts.Accounts);
        if (!isDone)
            plan = plan with { Todo = result.Todo, Handled = handled };
        else if (page.Next is not null)
            plan = plan with { Page = plan.Page + 1, Cursor = page.Next, From = page.Accounts.Max(account => account.CreatedDate) ?? plan.From, Todo = null, Handled = handled };
        else
            job = job.Ended(JobState.Done, time.GetUtcNow());
        var committed = await commits.CommitAsync(job, plan, result.Counts, result.Why, result.Wait, ct);
        if (isDone)
            pages.Forget(job.JobId, number);
        return new(committed, result.Wait, result.Stuck);
    }

    /// <summary>The job waits and says for what.</summary>
    internal async Task<CampaignStep> WaitAsync(Job job, TimeSpan wait, string why, bool stuck, CancellationToken ct)
    {
        var waiting = await jobs.UpdateAsync(
            job.JobId, now => now with { State = JobState.Waiting, WaitingUntil = time.GetUtcNow() + wait, Why = why }, ct);
        return new(waiting, wait, stuck);
    }

    private Task<CampaignStep> HoldAsync(Job job, string why, CancellationToken ct)
    {
        metrics.Held();
        Log.Held(logger, job.JobId, job.SiteId, why);
        return WaitAsync(job, options.Value.WaitDelay, why, stuck: false, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4201, Level = LogLevel.Warning, Message = "Campaign {JobId} of site {SiteId} waits: {Why}")]
        public static partial void Held(ILogger logger, string jobId, string siteId, string why);

        [LoggerMessage(EventId = 4202, Level = LogLevel.Warning, Message = "Campaign {JobId} reads from the beginning of page {Page} by date: {Why}")]
        public static partial void CursorLost(ILogger logger, string jobId, int page, string why);
    }
}
