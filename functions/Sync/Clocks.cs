namespace LoyaltyFunctions.Sync;

/// <summary>What is assumed of the clocks of this app's instances, of Wix and of the external system.</summary>
internal static class Clocks
{
    /// <summary>How far apart two of them may be.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(2);
}
