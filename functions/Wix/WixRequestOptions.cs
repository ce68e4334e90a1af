namespace LoyaltyFunctions.Wix;

/// <summary>What a request says to the handlers that it passes.</summary>
internal static class WixRequestOptions
{
    /// <summary>May be sent again after a failure.</summary>
    public static readonly HttpRequestOptionsKey<bool> Repeatable = new("Wix.Repeatable");

    public static readonly HttpRequestOptionsKey<string> SiteId = new("Wix.SiteId");

    public static readonly HttpRequestOptionsKey<WixWork> Work = new("Wix.Work");
}
