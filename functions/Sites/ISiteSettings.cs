namespace LoyaltyFunctions.Sites;

/// <summary>The settings of the sites that this deployment serves.</summary>
public interface ISiteSettings
{
    /// <summary>The site's settings; null when this deployment does not serve it. A disabled site is found.</summary>
    SiteOptions? Find(string siteId);
}
