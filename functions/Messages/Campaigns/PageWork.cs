using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages.Members;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>
/// Does a page of accounts, a few at a time. The first that finds the calls spent, or Wix silent, stops the others from beginning; who is not
/// finished is named, so that nobody is forgotten.
/// </summary>
internal sealed class PageWork(
    Job job, SiteOptions site, CampaignPlan plan, AccountPage page, MessageSender sender, MessageComposer composer, MemberMessages messages, JobStore jobs, int attempt)
{
    private const int AtOnce = 4;

    // Some two hours, as the waits grow: an inbox that cannot be looked at by then does not tell.
    private const int MostAttempts = 30;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly List<string> todo = [];
    private readonly Settlements settlements = new(messages, job.JobId);
    private TimeSpan wait;
    private string? why;
    private bool stop;
    private bool stuck;

    public async Task<PageResult> RunAsync(CancellationToken ct)
    {
        var wanted = plan.Todo?.ToHashSet(StringComparer.Ordinal);
        var accounts = page.Accounts.Where(account => wanted is null || wanted.Contains(account.Id)).ToList();
        foreach (var gone in wanted?.Except(accounts.Select(account => account.Id)) ?? [])
            Done(new MemberOutcome.Skipped(SkipReasons.Erased));
        try
        {
            await Parallel.ForEachAsync(
                accounts, SideBySide.Of(AtOnce, ct), async (account, token) => await DoAsync(account, token));
        }
        finally
        {
            // Also when the process is told to end: what was sent is known now.
            await settlements.FlushAsync(CancellationToken.None);
        }

        return new(counts, todo, wait, why, stuck);
    }

    private async Task DoAsync(LoyaltyAccount account, CancellationToken ct)
    {
        if (Volatile.Read(ref stop))
        {
            Later(account, TimeSpan.Zero, null);
            return;
        }

        try
        {
            var outcome = await DecideAsync(account, ct);
            if (outcome is MemberOutcome.Later later)
            {
                Later(account, later.Wait, "It is not known yet whether some messages arrived.");
                return;
            }

            if (outcome is MemberOutcome.Failed or MemberOutcome.Unknown)
                await ReportAsync(account, outcome, ct);
            Done(outcome);
        }
        catch (WixException e) when (e.Failure == WixFailure.Throttled)
        {
            Volatile.Write(ref stop, true);
            Later(account, e.Wait, "Wix's calls of this minute are spent.");
        }
        catch (WixException e) when (e.Failure is WixFailure.Unavailable or WixFailure.NotPermitted)
        {
            Volatile.Write(ref stop, true);
            Volatile.Write(ref stuck, true);
            Later(account, Backoff.Of(attempt, FirstRetry), e.Message);
        }
    }

    private async Task<MemberOutcome> DecideAsync(LoyaltyAccount account, CancellationToken ct)
    {
        var contact = page.Contacts.GetValueOrDefault(account.ContactId ?? "");
        if ((SkipReasons.Of(account, site.Messages.MinimumPoints, page.OptedOut) ?? SkipReasons.Of(contact)) is { } reason)
            return new MemberOutcome.Skipped(reason);
        MessageText text;
        try
        {
            text = composer.Compose(site, plan.Facts!, account, contact!);
        }
        catch (MessageTextException)
        {
            return new MemberOutcome.Failed("template");
        }

        return job.DryRun
            ? new MemberOutcome.WouldSend()
            : await sender.SendAsync(
                new Recipient(job.SiteId, job.JobId, account.MemberId!, plan.Page, account.Balance), text, settlements, attempt < MostAttempts, ct);
    }

    private void Later(LoyaltyAccount account, TimeSpan pause, string? reason)
    {
        lock (gate)
        {
            todo.Add(account.Id);
            wait = pause > wait ? pause : wait;
            why = reason ?? why;
        }
    }

    private void Done(MemberOutcome outcome)
    {
        lock (gate)
        {
            Count(CampaignCounts.Accounts);
            Count(outcome switch
            {
                MemberOutcome.Sent => CampaignCounts.Sent,
                MemberOutcome.WouldSend => CampaignCounts.WouldSend,
                MemberOutcome.Repeated => CampaignCounts.Repeated,
                MemberOutcome.Failed => CampaignCounts.Failed,
                MemberOutcome.Unknown => CampaignCounts.Unknown,
                MemberOutcome.Skipped skipped => CampaignCounts.Skipped(skipped.Reason),
                _ => throw new InvalidOperationException($"{outcome} is not done."),
            });
        }
    }

    private void Count(string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private Task ReportAsync(LoyaltyAccount account, MemberOutcome outcome, CancellationToken ct)
    {
        var (reason, detail) = outcome is MemberOutcome.Unknown unknown
            ? ("message_unknown", $"It is not known whether the message arrived ({unknown.Reason}); it was not sent again.")
            : ("message_failed", $"The message was not sent: {((MemberOutcome.Failed)outcome).Reason}.");
        return jobs.ReportAsync(job.JobId, new JobFinding(account.Id, reason, account.ContactId, account.Id, null, $"{detail} Member {account.MemberId}."), ct);
    }
}
