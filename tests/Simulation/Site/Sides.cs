namespace LoyaltyFunctions.Simulation.Site;

/// <summary>Where the two sides are, and who the app is to them.</summary>
internal static class Sides
{
    public const string WixHost = "wix.simulated";
    public const string ExternalHost = "external.simulated";
    public const string AppId = "a1b2c3d4-0000-4000-8000-00000000a991";
    public const string LoyaltyAppId = "553c79f3-5625-4f38-b14b-ef7c0d1e87df";
    public const string SiteId = "5171e000-0000-4000-8000-000000000001";
    public const string WebhookSecret = "whsec_c2ltdWxhdGlvbi1zaW11bGF0aW9uLXNpbXVsYXRpb24=";
}
