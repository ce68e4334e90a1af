using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// Gives a contact its account and links it.
/// <para>Promises: done again for the same contact it changes nothing and tells the same, since what it counts follows from when the account
/// and the link were made, not from who made them.</para>
/// </summary>
public sealed class ContactActivation(
    WixAccounts accounts, AccountLinker linker, OpeningWriter openings, LedgerStore ledger, IWixProgram program, ISiteSettings sites) : IContactWork
{
    private static readonly TimeSpan UntilActive = TimeSpan.FromMinutes(1);

    public async Task<ContactOutcome> DoAsync(Job job, LoyaltyAccount? account, WixPerson person, IReadOnlySet<string> parked, CancellationToken ct)
    {
        var isNew = account is null;
        if (account is null)
        {
            if (sites.Find(job.SiteId)?.CreateAccountsHere == false)
                return new([ActivationCounts.Contacts, ActivationCounts.WithoutAccount]);
            account = await CreateAsync(job.SiteId, person.ContactId!, ct);
        }

        var made = account.CreatedDate >= job.StartedAt ? ActivationCounts.Created : ActivationCounts.Existing;
        person = person with { AccountId = account.Id };
        // Who has just been given an account has no link, but where a live event was faster; then the link's own insert finds out.
        var link = isNew ? null : await ledger.FindLinkAsync(job.SiteId, account.Id, ct);
        if (link is null)
        {
            var result = await linker.LinkAsync(job.SiteId, account, person, parked.Contains(account.Id), WixWork.Background, ct, notesContact: true);
            if (result.Again is { } wait)
                throw new ContactUnfinishedException("Wix's transactions may lag behind its accounts.", wait);
            if (result.Link is null)
                return new([ActivationCounts.Contacts, made, ContactFindings.CountOf(result.Reason!)], ContactFindings.Of(person, result.Reason!));
            link = result.Link;
        }

        if (Opening.IsPending(link) && !await openings.SettleAsync(link, ct))
            throw new ContactUnfinishedException("An opening balance is being written.", TimeSpan.FromSeconds(5));
        return new([ActivationCounts.Contacts, made, link.LinkedAt >= job.StartedAt ? ActivationCounts.Linked : ActivationCounts.AlreadyLinked], Link: link);
    }

    // A paused program refuses everybody's account; that is no fault of the contact.
    private async Task<LoyaltyAccount> CreateAsync(string siteId, string contactId, CancellationToken ct)
    {
        try
        {
            return await accounts.CreateAsync(siteId, contactId, WixWork.Background, ct);
        }
        catch (WixException e) when (e.Failure == WixFailure.Refused)
        {
            if ((await program.GetProgramAsync(siteId, WixWork.Background, ct)).Status == ProgramStatus.Active)
                throw;
            throw new ContactUnfinishedException("The loyalty program is not active: activate it in the site's dashboard.", UntilActive, stopOthers: true);
        }
    }
}
