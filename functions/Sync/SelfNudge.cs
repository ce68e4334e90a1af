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

    /// <summary>Look at the account in the external system, now.</summary>
    public Task LookAtExternalAsync(Link link, CancellationToken ct) => queues.SendAsync(
        QueueNames.ExternalEvents,
        new ExternalEvent(1, link.SiteId, $"look-{Guid.NewGuid():n}", link.ExternalAccountId, null, null, 0, time.GetUtcNow(), Activity.Current?.Id),
        TimeSpan.Zero,
        ct);
}
