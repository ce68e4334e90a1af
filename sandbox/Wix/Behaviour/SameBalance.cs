namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Adjust Points that sets the balance the account has.</summary>
public enum SameBalance
{
    /// <summary>200, nothing changes: no transaction, no event, same revision.</summary>
    Nothing,

    /// <summary>200, the revision grows; no transaction, no event.</summary>
    Revision,

    /// <summary>200, a transaction over 0 points, a new revision, an event.</summary>
    Transaction,

    /// <summary>400.</summary>
    Refused,
}
