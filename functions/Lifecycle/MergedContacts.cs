using LoyaltyFunctions.Activation;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Lifecycle;

/// <summary>
/// Contacts were merged into another. What Wix does with their loyalty accounts is not documented, so Wix is asked, some time later: an
/// account that moved to the target takes its link along; one that is gone has its link closed and the external account reported, since its
/// points are somewhere else now; one that stayed goes on as it is.
/// </summary>
public sealed class MergedContacts(
    AccountLinks links,
    LedgerStore ledger,
    LinkClosing closing,
    AccountLinker linker,
    Parking parking,
    SiteActivations activations,
    IWixLoyalty wix,
    IOptions<SyncOptions> options)
{
    public async Task<Handled> HandleAsync(WixEvent e, CancellationToken ct)
    {
        var target = e.ContactId ?? throw new InvalidOperationException($"Event {e.EventId} names no contact.");
        // The accounts follow the contacts, and not always at once.
        if (e.Attempt == 0)
            return new(EventOutcome.Waiting, options.Value.LookAgainDelay);

        TimeSpan? again = null;
        foreach (var source in e.MergedContactIds ?? [])
            again = await FollowAsync(e.SiteId, source, target, ct) ?? again;
        if (again is not null)
            return new(EventOutcome.Waiting, again);

        // Who was ambiguous because of the contacts that are one now, is not any more.
        if (await wix.FindAccountByContactAsync(e.SiteId, target, WixWork.Live, ct) is { } account
            && await ledger.FindLinkAsync(e.SiteId, account.Id, ct) is null
            && await parking.FindAccountAsync(e.SiteId, Side.Wix, account.Id, ct) is not null)
            await linker.FromWixAsync(e.SiteId, account.Id, ct, force: true);
        return new(EventOutcome.Linked);
    }

    private async Task<TimeSpan?> FollowAsync(string siteId, string source, string target, CancellationToken ct)
    {
        // An activation that is under way may be linking the source at this moment.
        if (await links.FindByContactAsync(siteId, source, ct) is not { } wixAccountId)
            return await activations.FindAsync(siteId, ct) is { IsLive: true } ? options.Value.TransactionLag : null;
        if (await ledger.FindLinkAsync(siteId, wixAccountId, ct) is not { State: not LinkState.Closed } link)
            return null;
        if (await wix.GetAccountAsync(siteId, wixAccountId, WixWork.Live, ct) is not { } account)
        {
            if (await closing.CloseAsync(link, ParkReasons.ContactMerged, erase: false, ct) is { } wait)
                return wait;
            await parking.PutAccountAsync(siteId, Side.External, link.ExternalAccountId, wixAccountId, ParkReasons.ContactMerged, ct);
        }
        else if (account.ContactId == target)
        {
            await ledger.UpdateAsync(link, current => new LedgerCommit(current with { ContactId = target }), ct);
            await links.PutContactAsync(siteId, target, wixAccountId, ct);
        }
        else
        {
            return null;
        }

        await links.RemoveContactAsync(siteId, source, ct);
        return null;
    }
}
