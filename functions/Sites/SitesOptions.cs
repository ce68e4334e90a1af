namespace LoyaltyFunctions.Sites;

/// <summary>Section <c>Sites</c>: the settings of each site under its <c>instanceId</c>.</summary>
public sealed class SitesOptions() : Dictionary<string, SiteOptions>(StringComparer.OrdinalIgnoreCase);
