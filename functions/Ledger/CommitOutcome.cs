namespace LoyaltyFunctions.Ledger;

/// <summary>How a batch on an account's partition ended.</summary>
public enum CommitOutcome
{
    Committed,

    /// <summary>The link row changed since it was read. Nothing was written.</summary>
    LinkChanged,

    /// <summary>One of the transactions to insert is in the ledger already. Nothing was written.</summary>
    EntryExists,
}
