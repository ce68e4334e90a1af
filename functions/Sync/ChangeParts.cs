using System.Globalization;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Changes of more points than one write moves: they are owed in parts, each an entry and a pending write of its own under an id that follows
/// from the change, so that each is written, found again, parked and retried as any change is.
/// <para>The change's own entry is pending while a part is, done when all are, and parked when one of them is.</para>
/// </summary>
public static class ChangeParts
{
    /// <summary>Adjust Points takes no more at once. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/adjust-points"/></summary>
    public const long LargestWrite = 9_999_999;

    /// <summary>As many as an account's row holds.</summary>
    public const int MostParts = Link.MostPending;

    /// <summary>Why a change's entry is parked one of whose parts is.</summary>
    public const string PartParked = "part_parked";

    /// <summary>The kind of a part's entry in the ledger.</summary>
    public const string Type = "part";

    // Neither side's ids hold it.
    private const char Separator = '~';

    /// <summary>How many writes it takes; 1 for what one moves.</summary>
    public static long CountOf(long points) => Math.Max(1, (long)Math.Ceiling(Math.Abs((decimal)points) / LargestWrite));

    /// <summary>The change that this is a part of; null for a whole one.</summary>
    public static string? WholeOf(string transactionId) =>
        transactionId.IndexOf(Separator, StringComparison.Ordinal) is > 0 and var end ? transactionId[..end] : null;

    /// <summary>The entries that stand for what has to be written: the change's own, or its parts'.</summary>
    /// <param name="change">Pending, of not more than <see cref="MostParts"/> parts.</param>
    public static IReadOnlyList<LedgerEntry> Of(string siteId, LedgerEntry change)
    {
        var count = CountOf(change.Points);
        if (count == 1)
            return [change];
        List<LedgerEntry> parts = [];
        var left = change.Points;
        for (var number = 1; left != 0; number++)
        {
            var points = Math.Clamp(left, -LargestWrite, LargestWrite);
            var id = string.Create(CultureInfo.InvariantCulture, $"{change.TransactionId}{Separator}{number}");
            parts.Add(change with { TransactionId = id, Points = points, Type = Type, Marker = Marker.For(siteId, change.Side, id) });
            left -= points;
        }

        return parts;
    }

    /// <summary>Owes the change to the other side, for whoever resumes it.</summary>
    /// <returns>The link with the pending writes, and the entries to insert beside the change's own.</returns>
    public static (Link Link, IReadOnlyList<LedgerEntry> Parts) Owe(Link link, LedgerEntry change, DateTimeOffset now)
    {
        var owed = Of(link.SiteId, change);
        foreach (var entry in owed)
            link = link.WithPending(new PendingWrite(entry.Side, entry.TransactionId, entry.Points, entry.OccurredAt, now, InFlight: false));
        return (link, owed is [var one] && ReferenceEquals(one, change) ? [] : owed);
    }

    /// <summary>What else becomes of a link and its entries when a write leaves the pending ones: of a part, perhaps its change's end.</summary>
    /// <param name="write">The write as the link held it.</param>
    /// <param name="next">The link without it.</param>
    /// <param name="parked">Whether it is parked.</param>
    public static (Link Link, IReadOnlyList<EntryUpdate> Updates) Close(Link next, PendingWrite write, bool parked)
    {
        if (WholeOf(write.TransactionId) is not { } whole)
            return (next, []);
        var oneParked = parked || write.PartParked;
        if (next.Pending.Any(IsSibling))
            return (oneParked ? next with { Pending = [.. next.Pending.Select(p => IsSibling(p) ? p with { PartParked = true } : p)] } : next, []);
        return (next, [new EntryUpdate(write.Side, whole, oneParked ? EntryState.Parked : EntryState.Done, Reason: oneParked ? PartParked : "")]);

        bool IsSibling(PendingWrite other) => other.Side == write.Side && WholeOf(other.TransactionId) == whole;
    }
}
