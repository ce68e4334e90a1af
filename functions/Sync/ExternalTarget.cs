using LoyaltyFunctions.External;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Writes mirrors to the external system. With idempotency keys a repeat is safe and a lost answer is simply asked for again. Without, the
/// account's transactions are searched first, by reference or, where the system keeps none, by an unclaimed transaction of the same points.
/// </summary>
public sealed class ExternalTarget(IExternalLoyalty external, ISiteSettings sites, UnseenTransactions unseen) : IMirrorTarget
{
    public Task<PendingWrite> PrepareAsync(Link link, PendingWrite write, CancellationToken ct) => Task.FromResult(write);

    public Task<WriteOutcome> SendAsync(Link link, PendingWrite write, CancellationToken ct)
    {
        var marker = Marker.For(link.SiteId, write.Side, write.TransactionId);
        return external.WriteTransactionAsync(
            link.SiteId,
            link.ExternalAccountId,
            new ExternalWrite(
                write.Points,
                $"wix:{write.TransactionId}{marker}",
                Marker.Describe(sites.Find(link.SiteId)?.Name ?? "", marker),
                write.OccurredAt,
                $"{link.SiteId}:{write.TransactionId}{marker}"),
            ct);
    }

    public async Task<Whereabouts> FindAsync(Link link, PendingWrite write, CancellationToken ct)
    {
        var capabilities = external.CapabilitiesOf(link.SiteId);
        if (capabilities.IdempotencyKeys)
            return new Whereabouts.NotLanded(write);

        var marker = Marker.For(link.SiteId, write.Side, write.TransactionId);
        var listed = await unseen.ListExternalAsync(link, (write.Began ?? write.OccurredAt) - Clocks.Apart, ct);
        if (listed.FirstOrDefault(t => Recogniser.Proves(write, marker, t)) is { } marked)
            return Landed(marked.Id);
        if (capabilities.EchoesReference)
            return new Whereabouts.NotLanded(write);

        var news = await unseen.NotInLedgerAsync(link, Side.External, listed, sure: true, ct);
        return news.FirstOrDefault(t => Recogniser.CouldBe(write, t)) is { } candidate ? Landed(candidate.Id) : new Whereabouts.NotLanded(write);
    }

    public bool RepeatIsHarmless(Link link) => external.CapabilitiesOf(link.SiteId).IdempotencyKeys;

    public async Task<long> BalanceAsync(Link link, CancellationToken ct) =>
        (await external.GetAccountAsync(link.SiteId, link.ExternalAccountId, ct))?.Balance ?? 0;

    private static Whereabouts.Landed Landed(string transactionId) => new(new WriteOutcome.Written(transactionId, null, null));
}
