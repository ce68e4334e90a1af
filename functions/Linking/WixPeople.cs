using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Linking;

/// <summary>Finds contacts on Wix, and reads what matching needs of one.</summary>
public sealed class WixPeople(IWixLoyalty wix, IWixContacts contacts)
{
    private const int Enough = 10;

    /// <summary>Contacts that have the normalised address, at most ten.</summary>
    public async Task<IReadOnlyList<Contact>> WithEmailAsync(string siteId, string email, WixWork work, CancellationToken ct)
    {
        List<Contact> found = [];
        foreach (var spelling in EmailAddress.Spellings(email))
            found.AddRange(await wix.FindContactsByEmailAsync(siteId, spelling, Enough, work, ct));
        return [.. found.Where(contact => contact.Emails.Any(e => EmailAddress.Normalise(e) == email)).DistinctBy(contact => contact.Id)];
    }

    /// <summary>Contacts that have the phone number, given in E.164 form.</summary>
    public async Task<IReadOnlyList<Contact>> WithPhoneAsync(string siteId, string phone, string? region, WixWork work, CancellationToken ct) =>
        [.. (await contacts.SearchContactsAsync(siteId, phone, Enough, work, ct))
            .Where(contact => contact.Phones.Any(p => Phone.Normalise(p, region) == phone))
            .DistinctBy(contact => contact.Id)];

    /// <summary>Whom an external account's reference names, if it is the id of a loyalty account or of a contact.</summary>
    public async Task<Match<WixMatch>> FindByReferenceAsync(string siteId, string? reference, CancellationToken ct)
    {
        if (!Guid.TryParseExact(reference, "D", out var id))
            return new Match<WixMatch>.Nobody();
        if (await wix.GetAccountAsync(siteId, id.ToString(), WixWork.Live, ct) is { } account)
            return new Match<WixMatch>.One(new(account, null));
        return await wix.GetContactAsync(siteId, id.ToString(), WixWork.Live, ct) is { } contact
            ? new Match<WixMatch>.One(new(null, contact.Id))
            : new Match<WixMatch>.Nobody();
    }

    /// <summary>Who owns a loyalty account. Costs one call, two where Wix does not say the address with the account.</summary>
    public async Task<WixPerson> OwnerOfAsync(string siteId, LoyaltyAccount account, WixWork work, CancellationToken ct)
    {
        if (EmailAddress.Normalise(account.Email) is { } email)
        {
            // Asked for anyway, to see whether anybody else has the address; it brings the contact's other addresses too.
            var sharing = await WithEmailAsync(siteId, email, work, ct);
            IReadOnlySet<string> unshared = sharing.Count <= 1 ? new HashSet<string> { email } : new HashSet<string>();
            return sharing.FirstOrDefault(contact => account.ContactId is null || contact.Id == account.ContactId) is { } own
                ? WixPerson.Of(account.Id, own, unshared)
                : new(account.Id, account.ContactId, [email], [], null, unshared);
        }

        return account.ContactId is not null && await wix.GetContactAsync(siteId, account.ContactId, work, ct) is { } contact
            ? WixPerson.Of(account.Id, contact)
            : new(account.Id, account.ContactId, [], [], null, new HashSet<string>());
    }
}
