using LoyaltyFunctions.External;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Linking;

/// <summary>
/// Links accounts: on first sight of either side's, and by the page when a site is activated. <see cref="Matcher"/> says who belongs
/// together, <see cref="LinkWriter"/> writes the link.
/// <para>Promises: whoever is not linked is parked with a reason that a person can see, or made an account where the site wants that.</para>
/// </summary>
public sealed class AccountLinker(
    Matcher matcher,
    LinkWriter writer,
    WixPeople people,
    WixAccounts wixAccounts,
    AccountLinks links,
    LedgerStore ledger,
    Parking parking,
    ISiteSettings sites,
    IWixLoyalty wix,
    IExternalLoyalty external,
    TimeProvider time)
{
    private static readonly TimeSpan ParkedIsFinal = TimeSpan.FromMinutes(10);

    /// <summary>Links a Wix account that has no link.</summary>
    /// <param name="force">Also one that was parked just now.</param>
    public async Task<LinkResult> FromWixAsync(string siteId, string wixAccountId, CancellationToken ct, bool force = false)
    {
        var parked = await parking.FindAccountAsync(siteId, Side.Wix, wixAccountId, ct);
        if (!force && StillParked(parked))
            return new(null);
        // One that is gone, or the sample of a test webhook.
        if (await wix.GetAccountAsync(siteId, wixAccountId, WixWork.Live, ct) is not { } account)
            return await ParkAsync(siteId, Side.Wix, wixAccountId, ParkReasons.AccountNotFound, ct);
        return await LinkAsync(siteId, account, await people.OwnerOfAsync(siteId, account, WixWork.Live, ct), parked is not null, WixWork.Live, ct);
    }

    /// <summary>Links a Wix account whose owner is known.</summary>
    /// <param name="wasParked">It is parked: linking it takes it off the list.</param>
    /// <param name="notesContact">The caller notes whose account the contact has, with those of others.</param>
    public async Task<LinkResult> LinkAsync(
        string siteId, LoyaltyAccount account, WixPerson person, bool wasParked, WixWork work, CancellationToken ct, bool notesContact = false)
    {
        switch (await matcher.FindExternalAsync(siteId, person, work, ct))
        {
            case Match<ExternalAccount>.One(var found):
                return await writer.JoinAsync(siteId, account, found, Side.Wix, wasParked, work, ct, notesContact: notesContact);
            case Match<ExternalAccount>.Unclear(var reason):
                return await ParkAsync(siteId, Side.Wix, account.Id, reason, ct);
        }

        if (sites.Find(siteId)?.CreateAccountsThere == false)
            return await ParkAsync(siteId, Side.Wix, account.Id, ParkReasons.NoExternalAccount, ct);
        var created = await external.CreateAccountAsync(
            siteId,
            new NewExternalAccount(person.Emails is [var email, ..] ? email : null, person.Phones is [var phone, ..] ? phone : null, person.FirstName, account.Id),
            $"{siteId}:account:{account.Id}",
            ct);
        return await writer.JoinAsync(siteId, account, created, Side.Wix, wasParked, work, ct, externalIsNew: true, notesContact);
    }

    /// <summary>Links an external account that has no link.</summary>
    /// <param name="force">Also one that was parked just now.</param>
    public async Task<LinkResult> FromExternalAsync(string siteId, string externalAccountId, CancellationToken ct, bool force = false)
    {
        if (await links.RereadByExternalAsync(siteId, externalAccountId, ct) is { } claimed
            && await ledger.FindLinkAsync(siteId, claimed, ct) is { } existing && existing.ExternalAccountId == externalAccountId)
            return new(existing);

        var parked = await parking.FindAccountAsync(siteId, Side.External, externalAccountId, ct);
        if (!force && StillParked(parked))
            return new(null);
        if (await external.GetAccountAsync(siteId, externalAccountId, ct) is not { } account)
            return await ParkAsync(siteId, Side.External, externalAccountId, ParkReasons.AccountNotFound, ct);

        switch (await matcher.FindOnWixAsync(siteId, account, ct))
        {
            case Match<WixMatch>.One(var found):
                return await OwnAccountAsync(siteId, found, ct) is { } wixAccount
                    ? await writer.JoinAsync(siteId, wixAccount, account, Side.External, parked is not null, WixWork.Live, ct)
                    : await ParkAsync(siteId, Side.External, externalAccountId, ParkReasons.NoWixAccount, ct);
            case Match<WixMatch>.Unclear(var reason):
                return await ParkAsync(siteId, Side.External, externalAccountId, reason, ct);
            default:
                var nothingToGoBy = EmailAddress.Normalise(account.Email) is null;
                return await ParkAsync(siteId, Side.External, externalAccountId, nothingToGoBy ? ParkReasons.NoEmail : ParkReasons.NoContact, ct);
        }
    }

    private async Task<LoyaltyAccount?> OwnAccountAsync(string siteId, WixMatch match, CancellationToken ct)
    {
        if (match.Account is not null)
            return match.Account;
        if (sites.Find(siteId)?.CreateAccountsHere == false)
            return await wix.FindAccountByContactAsync(siteId, match.ContactId!, WixWork.Live, ct);
        try
        {
            return await wixAccounts.GetOrCreateAsync(siteId, match.ContactId!, WixWork.Live, ct);
        }
        catch (WixException e) when (e.Failure == WixFailure.Refused)
        {
            // A program that is not active makes no accounts: a person has to see to that.
            return null;
        }
    }

    private async Task<LinkResult> ParkAsync(string siteId, Side side, string accountId, string reason, CancellationToken ct)
    {
        await parking.PutAccountAsync(siteId, side, accountId, null, reason, ct);
        return new(null, Reason: reason);
    }

    // A parked account's events cost one look-up each, not a search; now and then the world may have changed.
    private bool StillParked(ParkedItem? item) => item is not null && time.GetUtcNow() - item.At < ParkedIsFinal;
}
