using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sites;

/// <summary>The sites of the configuration, by instance id.</summary>
public sealed class SiteDirectory(IOptionsMonitor<SitesOptions> options) : ISiteSettings
{
    public SiteOptions? Find(string siteId) => options.CurrentValue.GetValueOrDefault(siteId);
}
