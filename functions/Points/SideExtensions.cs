namespace LoyaltyFunctions.Points;

public static class SideExtensions
{
    /// <summary>The side that a change on <paramref name="side"/> is mirrored to.</summary>
    public static Side Other(this Side side) => side == Side.Wix ? Side.External : Side.Wix;

    /// <summary>As it stands in table keys, metrics and reports.</summary>
    public static string Code(this Side side) => side == Side.Wix ? "wix" : "ext";
}
