using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Tests.External;

/// <summary>A deployment that serves one site.</summary>
internal sealed class OneSite(SiteOptions site) : ISiteSettings
{
    public const string Id = "8c9d2c2e-7f5b-4a53-9d3c-0c8b1f8f1a11";

    public SiteOptions? Find(string siteId) => siteId == Id ? site : null;

    public static OneSite At(Uri address, string apiKey, TimeSpan? timeout = null, string[]? secrets = null)
    {
        var site = new SiteOptions { External = { BaseAddress = address, ApiKey = apiKey } };
        site.External.Timeout = timeout ?? site.External.Timeout;
        foreach (var secret in secrets ?? [])
            site.External.WebhookSecrets.Add(secret);
        return new OneSite(site);
    }
}
