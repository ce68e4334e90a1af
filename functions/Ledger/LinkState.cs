namespace LoyaltyFunctions.Ledger;

/// <summary>Whether points move between two linked accounts.</summary>
public enum LinkState
{
    Active,

    /// <summary>An alarm stopped it; a person decides.</summary>
    Parked,

    /// <summary>One of the two accounts is gone.</summary>
    Closed,
}
