namespace LoyaltyFunctions.Bench;

/// <summary>What else this program can be, as a helper process of itself.</summary>
internal static class Roles
{
    public const string Floor = "_floor";
    public const string Storage = "_storage";
}
