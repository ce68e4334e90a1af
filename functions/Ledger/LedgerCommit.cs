namespace LoyaltyFunctions.Ledger;

/// <summary>One batch on an account's partition.</summary>
/// <param name="Link">The link row as it shall be, with the ETag under which it was read.</param>
public sealed record LedgerCommit(Link Link, IReadOnlyList<LedgerEntry> Inserts, IReadOnlyList<EntryUpdate> Updates)
{
    public LedgerCommit(Link link)
        : this(link, [], [])
    {
    }

    /// <summary>Entries that fit into one batch beside the link row. <see href="https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions"/></summary>
    public const int MaxEntries = 99;
}
