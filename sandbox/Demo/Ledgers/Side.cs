namespace LoyaltyFunctions.Sandbox.Demo.Ledgers;

/// <summary>The two sides that are kept in step.</summary>
public enum Side
{
    Wix,
    External,
}
