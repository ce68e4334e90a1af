namespace LoyaltyFunctions.Sandbox.Demo.Ledgers;

public static class SideExtensions
{
    /// <summary>The side on which a change of this side is mirrored.</summary>
    public static Side Other(this Side side) => side == Side.Wix ? Side.External : Side.Wix;

    /// <summary>The side's name as the app's statistics spell it.</summary>
    public static string Tag(this Side side) => side == Side.Wix ? "wix" : "external";
}
