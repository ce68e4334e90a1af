namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Earn Points with an idempotency key that was used on this account.</summary>
public enum RepeatedEarnKey
{
    /// <summary>409 TRANSACTION_ALREADY_EXISTS.</summary>
    Conflict,

    /// <summary>200 with the first call's transaction.</summary>
    SameAnswer,
}
