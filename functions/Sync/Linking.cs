using LoyaltyFunctions.External;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Links an account on first sight: finds the one person's account on the other side by normalised e-mail, or makes it.
/// <para>Promises: an external account is linked to one Wix account at most (the claim's insert decides), a Wix account to one external
/// account (the link row's insert decides). An address that several people share is parked, not guessed. A crash between claim and link
/// row leaves a claim that the next try for the same pair goes on from.</para>
/// <para>What happened between <c>SyncFrom</c> and the link is not lost: the link begins at <c>SyncFrom</c> with the balances of then.</para>
/// </summary>
public sealed class Linking(
    LedgerStore ledger,
    AccountLinks links,
    Parking parking,
    OpeningBalances openings,
    SelfNudge nudge,
    SiteStates sites,
    IWixLoyalty wix,
    IExternalLoyalty external,
    TimeProvider time,
    IOptions<SyncOptions> options)
{
    private static readonly TimeSpan ParkedIsFinal = TimeSpan.FromMinutes(10);

    /// <summary>Links a Wix account that has no link.</summary>
    public async Task<LinkResult> FromWixAsync(string siteId, string wixAccountId, CancellationToken ct)
    {
        var parked = await parking.FindAccountAsync(siteId, Side.Wix, wixAccountId, ct);
        if (StillParked(parked))
            return new(null);

        var account = await wix.GetAccountAsync(siteId, wixAccountId, WixWork.Live, ct);
        var email = await EmailOfAsync(siteId, account, ct);
        ExternalAccount? found = null;
        if (email is not null)
        {
            if ((await ContactsWithAsync(siteId, email, ct)).Count > 1)
                return await ParkAsync(siteId, Side.Wix, wixAccountId, ParkReasons.AmbiguousEmail, ct);
            var accounts = await AccountsWithAsync(siteId, email, ct);
            if (accounts.Count > 1)
                return await ParkAsync(siteId, Side.Wix, wixAccountId, ParkReasons.AmbiguousEmail, ct);
            found = accounts.SingleOrDefault();
        }

        var created = found is null;
        found ??= await external.CreateAccountAsync(
            siteId, new NewExternalAccount(email, null, null, wixAccountId), $"{siteId}:account:{wixAccountId}", ct);
        return await JoinAsync(siteId, account, found, created, Side.Wix, parked is not null, ct);
    }

    /// <summary>Links an external account that has no link.</summary>
    public async Task<LinkResult> FromExternalAsync(string siteId, string externalAccountId, CancellationToken ct)
    {
        if (await links.RereadByExternalAsync(siteId, externalAccountId, ct) is { } claimed
            && await ledger.FindLinkAsync(siteId, claimed, ct) is { } existing && existing.ExternalAccountId == externalAccountId)
            return new(existing);

        var parked = await parking.FindAccountAsync(siteId, Side.External, externalAccountId, ct);
        if (StillParked(parked))
            return new(null);

        if (await external.GetAccountAsync(siteId, externalAccountId, ct) is not { } account)
            return await ParkAsync(siteId, Side.External, externalAccountId, ParkReasons.AccountNotFound, ct);
        if (EmailAddress.Normalise(account.Email) is not { } email)
            return await ParkAsync(siteId, Side.External, externalAccountId, ParkReasons.NoEmail, ct);
        if ((await AccountsWithAsync(siteId, email, ct)).Count > 1)
            return await ParkAsync(siteId, Side.External, externalAccountId, ParkReasons.AmbiguousEmail, ct);

        var contacts = await ContactsWithAsync(siteId, email, ct);
        if (contacts.Count != 1)
        {
            var reason = contacts.Count == 0 ? ParkReasons.NoContact : ParkReasons.AmbiguousEmail;
            return await ParkAsync(siteId, Side.External, externalAccountId, reason, ct);
        }

        var wixAccount = await WixAccountOfAsync(siteId, contacts[0].Id, ct);
        return await JoinAsync(siteId, wixAccount, account, externalIsNew: false, Side.External, parked is not null, ct);
    }

    private async Task<LinkResult> JoinAsync(
        string siteId, LoyaltyAccount wixAccount, ExternalAccount account, bool externalIsNew, Side from, bool wasParked, CancellationToken ct)
    {
        var fromId = from == Side.Wix ? wixAccount.Id : account.Id;
        if (await links.ClaimExternalAsync(siteId, account.Id, wixAccount.Id, ct) != wixAccount.Id)
            return await ParkAsync(siteId, from, fromId, ParkReasons.LinkedElsewhere, ct);

        var syncFrom = await sites.SyncFromAsync(siteId, ct);
        if (await openings.ReadAsync(siteId, wixAccount, account, externalIsNew, syncFrom, ct) is not { } opening)
            return new(null, options.Value.TransactionLag);

        var link = new Link(
            siteId, wixAccount.Id, account.Id, wixAccount.ContactId, LinkState.Active, opening.Wix, opening.External, opening.Wix, opening.External,
            syncFrom, syncFrom, WixRevisions.None, RecentTransactions.None, RecentTransactions.None, [], [], null, syncFrom, time.GetUtcNow());
        if (!await ledger.TryCreateLinkAsync(link, ct) && await ledger.FindLinkAsync(siteId, wixAccount.Id, ct) is { } first && first.ExternalAccountId != account.Id)
        {
            await links.ReleaseExternalAsync(siteId, account.Id, ct);
            return await ParkAsync(siteId, from, fromId, ParkReasons.LinkedElsewhere, ct);
        }

        if (wixAccount.ContactId is { } contactId)
            await links.PutContactAsync(siteId, contactId, wixAccount.Id, ct);
        if (wasParked)
            await parking.RemoveAccountAsync(siteId, from, fromId, ct);
        // What the other side did since SyncFrom may have had its events before there was a link.
        if (opening.ExternalHasNews && from == Side.Wix)
            await nudge.LookAtExternalAsync(link, ct);
        if (opening.WixHasNews && from == Side.External)
            await nudge.LookAtWixAsync(link, null, ct);
        return new(await ledger.FindLinkAsync(siteId, wixAccount.Id, ct));
    }

    private async Task<LoyaltyAccount> WixAccountOfAsync(string siteId, string contactId, CancellationToken ct)
    {
        if (await wix.FindAccountByContactAsync(siteId, contactId, WixWork.Live, ct) is { } account)
            return account;
        try
        {
            return await wix.CreateAccountAsync(siteId, contactId, WixWork.Live, ct);
        }
        catch (WixException e) when (e.Failure is WixFailure.Conflict or WixFailure.Refused)
        {
            // Wix makes accounts by itself too, and says no in more than one way when there is one.
            if (await wix.FindAccountByContactAsync(siteId, contactId, WixWork.Live, ct) is { } appeared)
                return appeared;
            throw;
        }
    }

    private async Task<string?> EmailOfAsync(string siteId, LoyaltyAccount account, CancellationToken ct)
    {
        if (account.Email is not null || account.ContactId is null)
            return EmailAddress.Normalise(account.Email);
        var contact = await wix.GetContactAsync(siteId, account.ContactId, WixWork.Live, ct);
        return EmailAddress.Normalise(contact is { Emails: [var first, ..] } ? first : null);
    }

    private async Task<IReadOnlyList<Contact>> ContactsWithAsync(string siteId, string email, CancellationToken ct) =>
        [.. (await wix.FindContactsByEmailAsync(siteId, email, 10, WixWork.Live, ct))
            .Where(contact => contact.Emails.Any(e => EmailAddress.Normalise(e) == email))
            .DistinctBy(contact => contact.Id)];

    private async Task<IReadOnlyList<ExternalAccount>> AccountsWithAsync(string siteId, string email, CancellationToken ct) =>
        [.. (await external.FindAccountsByEmailAsync(siteId, email, ct))
            .Where(account => EmailAddress.Normalise(account.Email) == email)
            .DistinctBy(account => account.Id)];

    private async Task<LinkResult> ParkAsync(string siteId, Side side, string accountId, string reason, CancellationToken ct)
    {
        await parking.PutAccountAsync(siteId, side, accountId, null, reason, ct);
        return new(null);
    }

    // A parked account's events cost one look-up each, not a search; now and then the world may have changed.
    private bool StillParked(ParkedItem? item) => item is not null && time.GetUtcNow() - item.At < ParkedIsFinal;
}
