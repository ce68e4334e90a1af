using LoyaltyFunctions.Activation;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Lifecycle;

/// <summary>
/// A contact was deleted: its link is closed. By a request for erasure, what identifies the person goes too (the contact's id, which alone
/// leads to a name); the two accounts' ids and all amounts stay, since the books need them.
/// </summary>
public sealed class DeletedContacts(
    AccountLinks links, LedgerStore ledger, LinkClosing closing, SiteActivations activations, IOptions<SyncOptions> options)
{
    public async Task<Handled> HandleAsync(WixEvent e, CancellationToken ct)
    {
        var contactId = e.ContactId ?? throw new InvalidOperationException($"Event {e.EventId} names no contact.");
        if (await links.FindByContactAsync(e.SiteId, contactId, ct) is not { } wixAccountId)
            // An activation that is under way may be linking it at this moment.
            return await activations.FindAsync(e.SiteId, ct) is { IsLive: true } ? new(EventOutcome.Waiting, options.Value.TransactionLag) : new(EventOutcome.Nothing);
        if (await ledger.FindLinkAsync(e.SiteId, wixAccountId, ct) is { } link
            && (link.State != LinkState.Closed || (e.Anonymize && link.ContactId is not null))
            && await closing.CloseAsync(link, ParkReasons.ContactDeleted, e.Anonymize, ct) is { } wait)
            return new(EventOutcome.Waiting, wait);
        await links.RemoveContactAsync(e.SiteId, contactId, ct);
        return new(EventOutcome.Linked);
    }
}
