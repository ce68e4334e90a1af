using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>The first phase: lists all contacts, a page a message, to learn how many there are and what they share.</summary>
public sealed class ContactReading(IWixContacts contacts, SharedKeys shared, JobStore jobs, TimeProvider time)
{
    internal async Task<StepResult> RunAsync(Job job, SiteOptions site, ActivationCommits commits, CancellationToken ct)
    {
        var plan = ActivationPlan.Of(job);
        var page = await contacts.ListContactsAsync(job.SiteId, plan.Cursor.From, plan.Cursor.Offset, WixWork.Background, ct);
        var fresh = plan.Cursor.NewOf(page);
        await shared.NoteAsync(job.JobId, plan.Step, plan.Salt, site, fresh, ct);

        var next = plan with { Cursor = plan.Cursor.Past(fresh) };
        var after = job with { State = JobState.Running, WaitingUntil = null, Why = null };
        if (!job.Expected.ContainsKey(ActivationCounts.Contacts) && page.Total is { } total)
            after = after.Expecting(ActivationCounts.Contacts, total);
        if (page.Items.Count < IWixContacts.LargestPage)
        {
            await shared.SettleAsync(job.JobId, ct);
            var listed = (await jobs.CountAsync(job.JobId, ct))[ActivationCounts.Listed] + fresh.Count;
            after = (after with { Phase = ActivationPlan.Accounts }).Expecting(ActivationCounts.Contacts, listed);
            next = next with { Cursor = ContactCursor.Start, ReadUpTo = next.Cursor.From, AccountsSince = time.GetUtcNow() };
        }

        return new(await commits.CommitAsync(after, next, new() { [ActivationCounts.Listed] = fresh.Count }, ct));
    }
}
