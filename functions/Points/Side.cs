namespace LoyaltyFunctions.Points;

/// <summary>The two systems that keep points for the same people.</summary>
public enum Side
{
    Wix,
    External,
}
