using LoyaltyFunctions.Lifecycle;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Sync;

/// <summary>Decides who handles a Wix event.</summary>
public sealed class WixEventHandler(
    WixPointsHandler points,
    NewAccounts newAccounts,
    NewContacts newContacts,
    MergedContacts mergedContacts,
    DeletedContacts deletedContacts,
    Installations installations,
    SiteInstallations removed,
    ISiteSettings sites)
{
    /// <param name="redelivered">The queue delivers this message for a second time.</param>
    public async Task<Handled> HandleAsync(WixEvent e, bool redelivered, CancellationToken ct) => e.Kind switch
    {
        // A site comes before it is configured, and goes whether it is or not.
        WixEventKind.AppInstalled => await installations.InstalledAsync(e, ct),
        WixEventKind.AppRemoved => await installations.RemovedAsync(e, ct),
        _ when sites.Find(e.SiteId) is not { Enabled: true } => new Handled(EventOutcome.Nothing),
        _ when await removed.IsRemovedAsync(e.SiteId, ct) => new Handled(EventOutcome.Nothing),
        WixEventKind.PointsUpdated => await points.HandleAsync(e, redelivered, ct),
        WixEventKind.AccountCreated => await newAccounts.HandleAsync(e, redelivered, ct),
        WixEventKind.ContactCreated or WixEventKind.MemberCreated => await newContacts.HandleAsync(e, ct),
        WixEventKind.ContactMerged => await mergedContacts.HandleAsync(e, ct),
        WixEventKind.ContactDeleted => await deletedContacts.HandleAsync(e, ct),
        _ => new Handled(EventOutcome.Nothing),
    };
}
