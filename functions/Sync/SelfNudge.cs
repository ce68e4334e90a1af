using System.Diagnostics;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Sync;

/// <summary>Looks that this app asks itself for, as events on the same queues.</summary>
public sealed class SelfNudge(MessageQueues queues, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Look at the account on Wix, soon.</summary>
    /// <param name="seen">A write prepared on what was read of the account just now: makes the look free if that is explained by then.</param>
    public Task LookAtWixAsync(Link link, PendingWrite? seen, CancellationToken ct) =>
        LookAtWixAsync(link.SiteId, link.WixAccountId, link.ContactId, seen, attempt: 0, ct);

    /// <summary>Look at the Wix account, soon, and link it if nobody did.</summary>
    public Task LookAtWixAsync(string siteId, string wixAccountId, CancellationToken ct, TimeSpan? delay = null) =>
        LookAtWixAsync(siteId, wixAccountId, null, null, attempt: 0, ct, delay);

    /// <summary>Look at the account in the external system, now.</summary>
    public Task LookAtExternalAsync(Link link, CancellationToken ct) =>
        LookAtExternalAsync(link.SiteId, link.ExternalAccountId, attempt: 0, TimeSpan.Zero, ct);

    /// <summary>Look at the account in the external system, soon, and link it if nobody did.</summary>
    public Task LookAtExternalAsync(string siteId, string externalAccountId, CancellationToken ct, TimeSpan? delay = null) =>
        LookAtExternalAsync(siteId, externalAccountId, attempt: 0, delay ?? Soon, ct);

    /// <summary>Go on, soon, with what is pending of this side's changes.</summary>
    public Task ResumeAsync(Link link, Side side, CancellationToken ct) => side == Side.Wix
        ? LookAtWixAsync(link.SiteId, link.WixAccountId, link.ContactId, null, attempt: 1, ct)
        : LookAtExternalAsync(link.SiteId, link.ExternalAccountId, attempt: 1, Soon, ct);

    /// <summary>A transaction that no event told of, as if its event came now.</summary>
    public Task TellAsync(Link link, PointsTransaction missed, TimeSpan delay, CancellationToken ct) => missed.Side == Side.Wix
        ? queues.SendAsync(
            QueueNames.WixEvents,
            new WixEvent(
                1, WixEventKind.PointsUpdated, link.SiteId, $"missed-{missed.Id}", missed.At, link.WixAccountId, link.ContactId, 0, null, ByOurApp: false,
                new LoyaltyTransaction(missed.Id, link.WixAccountId, missed.At, missed.Points, missed.Type, missed.Note, missed.IdempotencyKey, missed.Before),
                null, Anonymize: false, 0, time.GetUtcNow(), Activity.Current?.Id),
            delay,
            ct)
        : queues.SendAsync(
            QueueNames.ExternalEvents,
            new ExternalEvent(
                1, link.SiteId, $"missed-{missed.Id}", link.ExternalAccountId,
                new ExternalTransaction(missed.Id, link.ExternalAccountId, missed.Points, missed.Note, missed.At),
                null, 0, time.GetUtcNow(), Activity.Current?.Id),
            delay,
            ct);

    private Task LookAtWixAsync(
        string siteId, string accountId, string? contactId, PendingWrite? seen, int attempt, CancellationToken ct, TimeSpan? delay = null) =>
        queues.SendAsync(
            QueueNames.WixEvents,
            new WixEvent(
                1, WixEventKind.PointsUpdated, siteId, $"look-{Guid.NewGuid():n}", time.GetUtcNow(), accountId, contactId,
                seen?.Revision ?? 0, seen?.Before, ByOurApp: false, null, null, Anonymize: false, attempt, time.GetUtcNow(), Activity.Current?.Id),
            delay ?? Soon,
            ct);

    private Task LookAtExternalAsync(string siteId, string accountId, int attempt, TimeSpan delay, CancellationToken ct) => queues.SendAsync(
        QueueNames.ExternalEvents,
        new ExternalEvent(1, siteId, $"look-{Guid.NewGuid():n}", accountId, null, null, attempt, time.GetUtcNow(), Activity.Current?.Id),
        delay,
        ct);
}
