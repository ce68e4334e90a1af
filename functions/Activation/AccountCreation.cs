using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// The second phase: goes through the contacts again, a page a message and a slice of a hundred a commit, looks up who has an account, and
/// has the work done for each.
/// <para>Costs one call per page, one per slice and one per account to make. A slice that has to wait is taken up by its contacts' ids.</para>
/// </summary>
public sealed class AccountCreation(
    IWixContacts contacts,
    SharedKeys shared,
    ContactActivation activation,
    ContactRehearsal rehearsal,
    AccountLinks links,
    ParkedStore parked,
    JobStore jobs)
{
    // Ends a message's work in time for the cloud's limits and for a deployment.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    internal async Task<StepResult> RunAsync(Job job, SiteOptions site, int attempt, ActivationCommits commits, CancellationToken ct)
    {
        var plan = ActivationPlan.Of(job);
        var known = await shared.ReadAsync(job.JobId, ct);
        var parkedAccounts = await parked.ListAccountsAsync(job.SiteId, Side.Wix, ct);
        var waiting = default(SliceResult);
        Job? current = job;

        if (plan.Todo.Count > 0)
        {
            var left = await contacts.GetContactsAsync(job.SiteId, plan.Todo, WixWork.Background, ct);
            (current, plan, waiting) = await SliceAsync(job, plan, plan.Cursor, left, plan.Look, gone: plan.Todo.Count - left.Count);
        }

        if (current is not null && waiting is null)
        {
            var page = await contacts.ListContactsAsync(job.SiteId, plan.Cursor.From, plan.Cursor.Offset, WixWork.Background, ct);
            foreach (var slice in plan.Cursor.NewOf(page).Chunk(IWixContacts.MostIds))
            {
                if (current is not { } live || waiting is not null || commits.Elapsed > LongestRun)
                    break;
                (current, plan, waiting) = await SliceAsync(live, plan, plan.Cursor.Past(slice), slice, lookUp: true);
            }

            if (current is not null && waiting is null && page.Items.Count < IWixContacts.LargestPage && commits.Elapsed <= LongestRun)
                return new((current with { Phase = "done" }).Ended(JobState.Done, current.UpdatedAt));
        }

        return waiting is null ? new(current) : new(current, waiting.Wait, Stuck: waiting is { Throttled: false, Finished: 0 });

        async Task<(Job? Job, ActivationPlan Plan, SliceResult? Waiting)> SliceAsync(
            Job before, ActivationPlan start, ContactCursor next, IReadOnlyList<Contact> slice, bool lookUp, int gone = 0)
        {
            var result = await DoAsync(before, start, site, known, parkedAccounts, slice, lookUp, attempt, ct);
            if (gone > 0)
            {
                result.Counts[ActivationCounts.Contacts] = result.Counts.GetValueOrDefault(ActivationCounts.Contacts) + gone;
                result.Counts[ActivationCounts.Gone] = result.Counts.GetValueOrDefault(ActivationCounts.Gone) + gone;
            }

            var after = start with { Cursor = next, Todo = result.Todo, Look = result.Look, Done = start.Done + result.Finished + gone };
            var committing = result.Todo.Count == 0
                ? before with { State = JobState.Running, WaitingUntil = null, Why = null }
                : before with { State = JobState.Waiting, WaitingUntil = before.UpdatedAt + result.Wait, Why = result.Why };
            var committed = await commits.CommitAsync(committing, after, result.Counts, ct);
            return (committed, after with { Step = after.Step + 1 }, result.Todo.Count == 0 ? null : result);
        }
    }

    private async Task<SliceResult> DoAsync(
        Job job,
        ActivationPlan plan,
        SiteOptions site,
        IReadOnlySet<long> known,
        IReadOnlySet<string> parkedAccounts,
        IReadOnlyList<Contact> slice,
        bool lookUp,
        int attempt,
        CancellationToken ct)
    {
        if (slice.Count == 0)
            return new([], 0, [], false, default, false, null);
        var accounts = lookUp
            ? await contacts.FindAccountsAsync(job.SiteId, [.. slice.Select(contact => contact.Id)], WixWork.Background, ct)
            : [];
        var byContact = accounts.Where(account => account.ContactId is not null).DistinctBy(account => account.ContactId).ToDictionary(account => account.ContactId!);
        var overridden = site.Rules.Contains(MatchRule.Override) ? await links.ListOverriddenAsync(job.SiteId, ct) : new HashSet<string>();
        var people = slice.Select(contact => Of(contact, byContact.GetValueOrDefault(contact.Id)?.Id)).ToList();
        IContactWork work = job.DryRun ? rehearsal : activation;
        return await new SliceWork(job, work, parkedAccounts, links, jobs, attempt).RunAsync(people, byContact, ct);

        WixPerson Of(Contact contact, string? accountId) =>
            // Whoever came since nobody was compared with.
            WixPerson.Of(accountId, contact, contact.CreatedDate <= plan.ReadUpTo ? SharedKeys.UnsharedOf(site, contact, plan.Salt, known) : null)
                with { MayBeOverridden = accountId is null ? overridden.Count > 0 : overridden.Contains(accountId) };
    }
}
