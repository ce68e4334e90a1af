using LoyaltyFunctions.External;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>What a side lists, and which of it the ledger does not hold.</summary>
public sealed class UnseenTransactions(
    IWixLoyalty wix, IExternalLoyalty external, LedgerStore ledger, TimeProvider time, IOptions<SyncOptions> options)
{
    /// <summary>How much longer than needed an entry is believed to be kept: clocks differ.</summary>
    public static readonly TimeSpan PurgeMargin = TimeSpan.FromDays(1);

    /// <summary>The account's Wix transactions created at or after <paramref name="since"/>, oldest first; never history.</summary>
    public async Task<IReadOnlyList<PointsTransaction>> ListWixAsync(Link link, DateTimeOffset since, CancellationToken ct, WixWork work = WixWork.Live)
    {
        var from = NotBefore(link, since);
        List<PointsTransaction> all = [];
        string? cursor = null;
        do
        {
            var page = await wix.QueryTransactionsAsync(link.SiteId, link.WixAccountId, from, cursor, work, ct);
            all.AddRange(page.Items.Select(Of));
            cursor = page.Next;
        }
        while (cursor is not null);

        return all;
    }

    /// <summary>The account's external transactions that occurred at or after <paramref name="since"/>, oldest first; never history.</summary>
    public async Task<IReadOnlyList<PointsTransaction>> ListExternalAsync(Link link, DateTimeOffset since, CancellationToken ct)
    {
        var from = NotBefore(link, since);
        List<PointsTransaction> all = [];
        string? cursor = null;
        do
        {
            var page = await external.ListTransactionsAsync(link.SiteId, link.ExternalAccountId, from, cursor, ct);
            all.AddRange(page.Items.Select(Of));
            cursor = page.Next;
        }
        while (cursor is not null);

        return all;
    }

    /// <summary>Those that the ledger does not hold. Costs a storage call only for one older than the link row remembers.</summary>
    /// <param name="sure">
    /// Ask for each that the link row does not remember: what it forgot is judged by time, and a mirror is remembered by this app's clock
    /// but listed by the other side's.
    /// </param>
    public async Task<IReadOnlyList<PointsTransaction>> NotInLedgerAsync(
        Link link, Side side, IReadOnlyList<PointsTransaction> transactions, bool sure, CancellationToken ct)
    {
        List<PointsTransaction> news = [];
        var earliest = NotBefore(link);
        foreach (var transaction in transactions.Where(t => t.At >= earliest).DistinctBy(t => t.Id))
        {
            if (await FindKnownAsync(link, transaction, sure, ct) is null)
                news.Add(transaction);
        }

        return news;
    }

    private async Task<EntryKind?> FindKnownAsync(Link link, PointsTransaction transaction, bool sure, CancellationToken ct)
    {
        var recent = link.Recent(transaction.Side);
        if (recent.Find(transaction.Id) is { } kind)
            return kind;
        return sure || recent.MayHaveForgotten(transaction.At)
            ? (await ledger.FindEntryAsync(link, transaction.Side, transaction.Id, ct))?.Kind
            : null;
    }

    /// <summary>
    /// The oldest moment from which transactions are worth listing: none that is history, and none whose ledger entry may be purged, since it
    /// would be taken for one that was never seen.
    /// </summary>
    public DateTimeOffset NotBefore(Link link, DateTimeOffset since = default)
    {
        var kept = time.GetUtcNow() - options.Value.Retention + PurgeMargin;
        var earliest = kept > link.SyncFrom ? kept : link.SyncFrom;
        return since > earliest ? since : earliest;
    }

    public static PointsTransaction Of(LoyaltyTransaction t) =>
        new(Side.Wix, t.Id, t.Amount, t.Type, t.CreatedDate, t.Description, t.IdempotencyKey, t.AmountBefore);

    public static PointsTransaction Of(ExternalTransaction t) =>
        new(Side.External, t.Id, t.Points, Recogniser.ExternalKind, t.OccurredAt, t.Reference);
}
