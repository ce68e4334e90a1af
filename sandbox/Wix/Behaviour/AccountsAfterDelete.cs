namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What becomes of the loyalty account of a deleted contact.</summary>
public enum AccountsAfterDelete
{
    /// <summary>It stays as it is.</summary>
    Kept,

    /// <summary>It is gone: 404.</summary>
    Removed,
}
