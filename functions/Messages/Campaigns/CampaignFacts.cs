namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>What the messages of one campaign have in common, as Wix said when it began.</summary>
/// <param name="PointName">The merchant's own word; null where it is Wix's default.</param>
/// <param name="Tiers">Names by tier id; the base tier's under the empty string.</param>
public sealed record CampaignFacts(
    string? ProgramName, string? PointName, string? SiteName, string? Locale, IReadOnlyDictionary<string, string> Tiers);
