using LoyaltyFunctions.External;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Linking;

/// <summary>
/// Writes a link of two accounts, with their opening balances.
/// <para>Promises: an external account is linked to one Wix account at most (the claim's insert decides), a Wix account to one external
/// account (the link row's insert decides). What the site's policy wants written for the openings is in the same batch as the link, as
/// pending writes under ids that follow from the pair: each is written once, whatever crashes.</para>
/// <para>A crash between claim and link row leaves a claim that the next try for the same pair goes on from; one after the looks were sent
/// leaves looks that find no link and link by themselves.</para>
/// <para>What happened between <c>SyncFrom</c> and the link is not lost: the link begins at <c>SyncFrom</c> with the balances of then.</para>
/// </summary>
public sealed class LinkWriter(
    LedgerStore ledger,
    AccountLinks links,
    Parking parking,
    OpeningBalances openings,
    SelfNudge nudge,
    SiteStates states,
    ISiteSettings sites,
    TimeProvider time,
    IOptions<SyncOptions> options)
{
    /// <param name="from">The side on which the account was seen; the other one is looked at where it has news.</param>
    /// <param name="notesContact">The caller notes whose account the contact has.</param>
    public async Task<LinkResult> JoinAsync(
        string siteId,
        LoyaltyAccount wixAccount,
        ExternalAccount account,
        Side from,
        bool wasParked,
        WixWork work,
        CancellationToken ct,
        bool externalIsNew = false,
        bool notesContact = false)
    {
        var fromId = from == Side.Wix ? wixAccount.Id : account.Id;
        if (await links.ClaimExternalAsync(siteId, account.Id, wixAccount.Id, ct) != wixAccount.Id)
            return await ParkAsync(siteId, from, fromId, ct);

        var syncFrom = await states.SyncFromAsync(siteId, ct);
        if (await openings.ReadAsync(siteId, wixAccount, account, externalIsNew, syncFrom, work, ct) is not { } balances)
            return new(null, options.Value.TransactionLag);

        var opening = Opening.Of(
            sites.Find(siteId)?.OpeningBalances ?? OpeningPolicy.Keep,
            balances.Wix,
            balances.External,
            wixIsFresh: wixAccount.CreatedDate >= syncFrom,
            // Made by this app, as its reference says, and never used since.
            externalIsFresh: account.ExternalReference == wixAccount.Id && balances.External == 0);
        var link = new Link(
            siteId, wixAccount.Id, account.Id, wixAccount.ContactId, LinkState.Active,
            balances.Wix + opening.ToWix, balances.External + opening.ToExternal, balances.Wix, balances.External,
            // Without news all revisions so far are history; else which of them are is not known.
            syncFrom, syncFrom, balances.WixHasNews ? WixRevisions.None : WixRevisions.None.UpTo(wixAccount.Revision),
            RecentTransactions.None, RecentTransactions.None, [], [], null, syncFrom, time.GetUtcNow());
        (link, var entries) = await WithOpeningAsync(link, opening, ct);

        // Before the link, so that a crash cannot lose them. What a side did since SyncFrom may have had its events before there was a link.
        // Background work has no event of either side in hand, and settles the openings itself.
        var (live, both) = (work == WixWork.Live, work == WixWork.Background);
        if ((balances.ExternalHasNews && (both || from == Side.Wix)) || (opening.ToWix != 0 && live && from == Side.Wix))
            await nudge.LookAtExternalAsync(siteId, account.Id, ct);
        if ((balances.WixHasNews && (both || from == Side.External)) || (opening.ToExternal != 0 && live && from == Side.External))
            await nudge.LookAtWixAsync(siteId, wixAccount.Id, ct);

        if (await ledger.TryCreateLinkAsync(link, entries, ct) is not { } created)
        {
            var first = await ledger.FindLinkAsync(siteId, wixAccount.Id, ct)
                ?? throw new InvalidOperationException($"The link of account {wixAccount.Id} vanished while it was made.");
            if (first.ExternalAccountId != account.Id)
            {
                await links.ReleaseExternalAsync(siteId, account.Id, ct);
                return await ParkAsync(siteId, from, fromId, ct);
            }

            created = first;
        }

        if (wixAccount.ContactId is { } contactId && !notesContact)
            await links.PutContactAsync(siteId, contactId, wixAccount.Id, ct);
        if (wasParked)
            await parking.RemoveAccountAsync(siteId, from, fromId, ct);
        return new(created);
    }

    private async Task<(Link Link, IReadOnlyList<LedgerEntry> Entries)> WithOpeningAsync(Link link, Opening opening, CancellationToken ct)
    {
        var id = Opening.IdOf(link.WixAccountId, link.ExternalAccountId);
        var now = time.GetUtcNow();
        List<LedgerEntry> entries = [];
        foreach (var (side, points) in opening.Writes())
        {
            var tooMany = ChangeParts.CountOf(points) + link.Pending.Count > ChangeParts.MostParts;
            LedgerEntry entry = new(
                side, id, EntryKind.Change, tooMany ? EntryState.Parked : EntryState.Pending, points, Opening.Type, now, now,
                Marker: Marker.For(link.SiteId, side, id), Reason: tooMany ? ParkReasons.OverLimit : null);
            entries.Add(entry);
            if (tooMany)
            {
                await parking.PutAsync(link, side, id, points, ParkReasons.OverLimit, ct);
                continue;
            }

            (link, var parts) = ChangeParts.Owe(link, entry, now);
            entries.AddRange(parts);
        }

        return (link, entries);
    }

    private async Task<LinkResult> ParkAsync(string siteId, Side side, string accountId, CancellationToken ct)
    {
        await parking.PutAccountAsync(siteId, side, accountId, null, ParkReasons.LinkedElsewhere, ct);
        return new(null, Reason: ParkReasons.LinkedElsewhere);
    }
}
