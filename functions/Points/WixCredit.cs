namespace LoyaltyFunctions.Points;

/// <summary>The Wix call that writes a credit.</summary>
public enum WixCredit
{
    /// <summary>Adjust Points: guarded by the revision, counts as an adjustment.</summary>
    Adjust,

    /// <summary>Earn Points: guarded by an idempotency key, counts as earned.</summary>
    Earn,
}
