namespace LoyaltyFunctions.Ledger;

/// <summary>What a transaction in the ledger is.</summary>
public enum EntryKind
{
    /// <summary>Somebody else made it: it is mirrored.</summary>
    Change,

    /// <summary>This app wrote it for a change on the other side: it is never mirrored.</summary>
    Mirror,
}
