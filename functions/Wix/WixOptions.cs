namespace LoyaltyFunctions.Wix;

/// <summary>Section <c>Wix</c>: the Wix app that this deployment is, the same for all sites.</summary>
public sealed class WixOptions
{
    public const string Section = "Wix";

    /// <summary>The app's id (GUID), from the app's dashboard.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The app's secret key. In the cloud a Key Vault reference.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>The app's webhook public key: PEM (SPKI), or base64 of that PEM.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>Base address of the Wix APIs; https, or http on a loopback address for the sandbox.</summary>
    public Uri ApiBaseAddress { get; set; } = new("https://www.wixapis.com");

    /// <summary>Calls a site may get in one <see cref="RateWindow"/>. <see href="https://dev.wix.com/docs/rest/articles/getting-started/rate-limits"/></summary>
    public int CallsPerWindow { get; set; } = 200;

    /// <summary>The window of <see cref="CallsPerWindow"/>; a minute at Wix, shorter where the sandbox compresses time.</summary>
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The share of the calls that background work may use, 0 to 1.</summary>
    public double BackgroundShare { get; set; } = 0.7;

    /// <summary>Longest wait for one answer. Must be shorter than <c>Sync:Lease</c>.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
