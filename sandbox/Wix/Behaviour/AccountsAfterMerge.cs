namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What becomes of the loyalty accounts of contacts that are merged into another.</summary>
public enum AccountsAfterMerge
{
    /// <summary>They stay as they are, on contacts that are gone.</summary>
    Kept,

    /// <summary>Their points are adjusted onto the target's account and they are gone; a lone account moves to the target.</summary>
    Combined,
}
