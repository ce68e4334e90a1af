namespace LoyaltyFunctions.Sync;

/// <summary>What a Wix event that shows the account, not the transaction, asks for.</summary>
public enum Nudge
{
    /// <summary>The revision is one that our own write made.</summary>
    Echo,

    /// <summary>The ledger explains the revision already.</summary>
    Duplicate,

    /// <summary>Something happened: look at the account's transactions.</summary>
    Look,
}
