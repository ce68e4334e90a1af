using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sync;

/// <summary>The decisions about a Wix event that need no call: is it news, and does what Wix lists explain what the event shows.</summary>
public static class WixLook
{
    /// <summary>
    /// Whether an event of this revision and balance is news. The exact result that a write under way expects counts as its echo:
    /// Wix accepts one write per revision, so either it is ours, or ours is refused as stale and the account is looked at for that.
    /// </summary>
    public static Nudge Weigh(Link link, long revision, long? balance)
    {
        if (revision <= 0)
            return Nudge.Look;
        if (link.Revisions.Explains(revision))
            return link.Revisions.IsOwn(revision) ? Nudge.Echo : Nudge.Duplicate;

        var write = link.WixInFlight;
        return write is { Revision: { } sent, Before: { } before } && revision == sent + 1 && balance == before + write.Points
            ? Nudge.Echo
            : Nudge.Look;
    }

    /// <summary>
    /// How far the transactions listed now explain the account, given that it had <paramref name="balance"/> at <paramref name="revision"/>.
    /// </summary>
    /// <param name="unseen">Listed transactions that the ledger does not hold, oldest first; our own unsettled ones among them.</param>
    /// <returns>
    /// The revision up to which everything is in the ledger once these are; null when they do not add up to the balance.
    /// Each transaction raises the revision by one or more, so what is listed beyond the balance's point covers as many revisions more.
    /// </returns>
    public static long? ExplainedRevision(Link link, IReadOnlyList<PointsTransaction> unseen, long revision, long balance)
    {
        var sum = link.WixKnown + unseen.Sum(t => t.Points);
        for (var further = 0; further <= unseen.Count; further++)
        {
            if (sum == balance)
                return revision + further;
            if (further < unseen.Count)
                sum -= unseen[^(further + 1)].Points;
        }

        return null;
    }

    /// <summary>
    /// Fewer transactions than revisions: either the account was touched without points, or a pair that cancels out is not listed yet.
    /// Worth another look once lists can lag no more. A link's first look has nothing to compare with, unless a write of ours may have made one
    /// of the revisions: together with somebody's change that cancels it out it would count as explained, and be sent again.
    /// </summary>
    public static bool MayHideMore(Link link, IReadOnlyList<PointsTransaction> unseen, long revision) =>
        (link.Revisions.Seen > 0 || link.WixInFlight?.Revision < revision) && unseen.Count < link.Revisions.UnexplainedUpTo(revision);
}
