namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Create Account for a contact that has one.</summary>
public enum SecondCreate
{
    /// <summary>409 ALREADY_EXISTS.</summary>
    Conflict,

    /// <summary>200 with the account that is there.</summary>
    Existing,
}
