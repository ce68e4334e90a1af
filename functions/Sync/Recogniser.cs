using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Says what a transaction is, from the link alone. Provenance (marker, idempotency key) is only ever believed together with a write of
/// ours that is under way: other systems copy descriptions and references onto transactions of their own.
/// </summary>
public static class Recogniser
{
    private static readonly HashSet<string> KindsThatMovePoints =
        new(StringComparer.Ordinal) { "EARN", "REDEEM", "ADJUST", "REFUND", "EXPIRE", ExternalKind };

    /// <summary>The kind of every external transaction.</summary>
    public const string ExternalKind = "points";

    public static Recognition Recognise(Link link, PointsTransaction transaction)
    {
        if (link.Recent(transaction.Side).Find(transaction.Id) is { } known)
            return known == EntryKind.Mirror ? Recognition.Echo : Recognition.Duplicate;
        if (transaction.Points == 0)
            return Recognition.Nothing;

        var perhaps = false;
        foreach (var write in link.Pending.Where(p => p.Target == transaction.Side && p.Points == transaction.Points))
        {
            var marker = Marker.For(link.SiteId, write.Side, write.TransactionId);
            if (Proves(write, marker, transaction))
                return Recognition.Echo;
            perhaps |= CouldBe(write, transaction);
        }

        if (perhaps)
            return Recognition.PerhapsEcho;
        if (Marker.CarriesAny(transaction.Note))
            return Recognition.Suspicious;
        return KindsThatMovePoints.Contains(transaction.Type) ? Recognition.Change : Recognition.UnknownKind;
    }

    /// <summary>
    /// Whether a transaction of the right size is this write by its marker. A copy of the marker begins from another balance, or is of a kind
    /// that no write of ours makes.
    /// </summary>
    public static bool Proves(PendingWrite write, string marker, PointsTransaction transaction) =>
        write.Points == transaction.Points
        && (Marker.Carries(transaction.Note, marker) || transaction.IdempotencyKey == marker)
        && IsOfItsKind(write, transaction)
        && BeganFrom(write, transaction);

    /// <summary>
    /// Whether an unmarked transaction of the right size could be this write, its marker lost: sent, not older than the write, nobody
    /// else's note on it, of the kind that the write makes, and from the balance that the write was prepared on.
    /// </summary>
    public static bool CouldBe(PendingWrite write, PointsTransaction transaction) =>
        write.InFlight
        && write.Points == transaction.Points
        && string.IsNullOrEmpty(transaction.Note)
        && KindsThatMovePoints.Contains(transaction.Type)
        && IsOfItsKind(write, transaction)
        && BeganFrom(write, transaction);

    // A write without a revision is one by Earn Points; Adjust Points makes no EARN.
    private static bool IsOfItsKind(PendingWrite write, PointsTransaction transaction) =>
        transaction.Type is not ("REDEEM" or "REFUND" or "EXPIRE") && (transaction.Type != "EARN" || write.Revision is null);

    private static bool BeganFrom(PendingWrite write, PointsTransaction transaction) =>
        transaction.Before is null || write.Before is null || transaction.Before == write.Before;
}
