using System.Diagnostics;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Sync;

/// <summary>Looks that this app asks itself for, as events on the same queues.</summary>
public sealed class SelfNudge(MessageQueues queues, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Look at the account on Wix, soon.</summary>
    /// <param name="seen">A write prepared on what was read of the account just now: makes the look free if that is explained by then.</param>
    public Task LookAtWixAsync(Link link, PendingWrite? seen, CancellationToken ct) => queues.SendAsync(
        QueueNames.WixEvents,
        new WixEvent(
            1, WixEventKind.PointsUpdated, link.SiteId, $"look-{Guid.NewGuid():n}", time.GetUtcNow(), link.WixAccountId, link.ContactId,
            seen?.Revision ?? 0, seen?.Before, ByOurApp: false, null, null, Anonymize: false, 0, time.GetUtcNow(), Activity.Current?.Id),
        Soon,
        ct);

    /// <summary>Look at the Wix account, soon, and link it if nobody did.</summary>
    public Task LookAtWixAsync(string siteId, string wixAccountId, CancellationToken ct, TimeSpan? delay = null) => queues.SendAsync(
        QueueNames.WixEvents,
        new WixEvent(
            1, WixEventKind.PointsUpdated, siteId, $"look-{Guid.NewGuid():n}", time.GetUtcNow(), wixAccountId, null,
            0, null, ByOurApp: false, null, null, Anonymize: false, 0, time.GetUtcNow(), Activity.Current?.Id),
        delay ?? Soon,
        ct);

    /// <summary>Look at the account in the external system, soon, and link it if nobody did.</summary>
    public Task LookAtExternalAsync(string siteId, string externalAccountId, CancellationToken ct, TimeSpan? delay = null) => queues.SendAsync(
        QueueNames.ExternalEvents,
        new ExternalEvent(1, siteId, $"look-{Guid.NewGuid():n}", externalAccountId, null, null, 0, time.GetUtcNow(), Activity.Current?.Id),
        delay ?? Soon,
        ct);
}
