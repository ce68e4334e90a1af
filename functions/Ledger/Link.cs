using Azure;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Ledger;

/// <summary>
/// Row <c>link</c> of an account's partition: who belongs together and how far both sides are known. Every change of the partition
/// is one batch that holds this row under its ETag, so the row is also the account's lock.
/// </summary>
/// <param name="WixOpening">
/// What conservation counts from: the Wix balance at the site's <c>SyncFrom</c>, and what the site's opening policy adds to it.
/// </param>
/// <param name="WixKnown">The balance at <c>SyncFrom</c> and every Wix transaction in the ledger: the balance that the ledger explains.</param>
/// <param name="WixCursor">Every Wix transaction created before it is in the ledger.</param>
/// <param name="ExternalCursor">As <paramref name="WixCursor"/>, on the other side.</param>
/// <param name="Volley">The newest changes of both sides, for the loop alarm.</param>
/// <param name="Reason">Why it is parked or closed.</param>
/// <param name="SyncFrom">Transactions before it are history and never move.</param>
public sealed record Link(
    string SiteId,
    string WixAccountId,
    string ExternalAccountId,
    string? ContactId,
    LinkState State,
    long WixOpening,
    long ExternalOpening,
    long WixKnown,
    long ExternalKnown,
    DateTimeOffset WixCursor,
    DateTimeOffset ExternalCursor,
    WixRevisions Revisions,
    RecentTransactions RecentWix,
    RecentTransactions RecentExternal,
    IReadOnlyList<PendingWrite> Pending,
    IReadOnlyList<VolleyChange> Volley,
    string? Reason,
    DateTimeOffset SyncFrom,
    DateTimeOffset LinkedAt,
    ETag ETag = default)
{
    /// <summary>
    /// Pending writes that fit into the row with room to spare: a column holds 32,000 characters, a write some 350 of them.
    /// <see href="https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model"/>
    /// </summary>
    public const int MostPending = 64;

    /// <summary>The one Wix write that may be under way; a second would only make both stale.</summary>
    public PendingWrite? WixInFlight => Pending.FirstOrDefault(p => p.Target == Side.Wix && p.InFlight);

    public RecentTransactions Recent(Side side) => side == Side.Wix ? RecentWix : RecentExternal;

    public PendingWrite? FindPending(Side side, string transactionId) =>
        Pending.FirstOrDefault(p => p.Side == side && p.TransactionId == transactionId);

    /// <summary>The ledger now holds <paramref name="entry"/>, which happened on its side's clock at <c>OccurredAt</c>.</summary>
    public Link WithRecorded(LedgerEntry entry) => entry.Side == Side.Wix
        ? this with { WixKnown = WixKnown + entry.Points, RecentWix = RecentWix.With(entry.TransactionId, entry.Kind, entry.OccurredAt) }
        : this with { ExternalKnown = ExternalKnown + entry.Points, RecentExternal = RecentExternal.With(entry.TransactionId, entry.Kind, entry.OccurredAt) };

    /// <summary>Puts <paramref name="write"/> in the place of the one for the same change, or adds it.</summary>
    public Link WithPending(PendingWrite write)
    {
        var known = Pending.Any(p => p.Side == write.Side && p.TransactionId == write.TransactionId);
        return this with
        {
            Pending = known
                ? [.. Pending.Select(p => p.Side == write.Side && p.TransactionId == write.TransactionId ? write : p)]
                : [.. Pending, write],
        };
    }

    public Link WithoutPending(Side side, string transactionId) =>
        this with { Pending = [.. Pending.Where(p => p.Side != side || p.TransactionId != transactionId)] };
}
