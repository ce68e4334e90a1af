namespace LoyaltyFunctions.Ledger;

/// <summary>
/// The newest transaction ids of one side that the ledger holds, kept on the link row so that the usual duplicate or echo costs no look-up.
/// </summary>
/// <param name="Items">In the order in which they were recorded.</param>
/// <param name="Horizon">The newest time among those dropped from the list: one that is newer and not here is not in the ledger.</param>
public sealed record RecentTransactions(IReadOnlyList<RecentTransaction> Items, DateTimeOffset Horizon)
{
    private const int Capacity = 40;

    public static RecentTransactions None { get; } = new([], DateTimeOffset.MinValue);

    /// <summary>Whether the ledger is known to hold the transaction, and as what.</summary>
    public EntryKind? Find(string id) => Items.FirstOrDefault(item => item.Id == id)?.Kind;

    /// <summary>Absence from the list proves nothing about a transaction this old.</summary>
    public bool MayHaveForgotten(DateTimeOffset at) => at <= Horizon;

    public RecentTransactions With(string id, EntryKind kind, DateTimeOffset at)
    {
        List<RecentTransaction> items = [.. Items, new(id, kind, at)];
        if (items.Count <= Capacity)
            return this with { Items = items };

        var dropped = items[0].At;
        return new(items[1..], dropped > Horizon ? dropped : Horizon);
    }
}
