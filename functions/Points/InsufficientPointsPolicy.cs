namespace LoyaltyFunctions.Points;

/// <summary>What happens to a debit that the other side has not the points for, after a bounded wait for a credit on its way.</summary>
public enum InsufficientPointsPolicy
{
    /// <summary>Kept for a person to decide.</summary>
    Park,

    /// <summary>As much as there is is taken away; the rest is recorded as not mirrored.</summary>
    Clamp,
}
