namespace LoyaltyFunctions.Sites;

/// <summary>What Wix told of the app on a site.</summary>
/// <param name="RemovedAt">When the app was removed; null while it is there.</param>
public sealed record SiteInstallation(string SiteId, DateTimeOffset InstalledAt, DateTimeOffset? RemovedAt);
