namespace LoyaltyFunctions.Points;

/// <summary>Refusals whose meaning the protocol knows.</summary>
public static class RefusalCodes
{
    public const string InsufficientPoints = "insufficient_points";
    public const string AccountNotFound = "account_not_found";
    public const string NotPermitted = "not_permitted";
}
