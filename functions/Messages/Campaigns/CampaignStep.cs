using LoyaltyFunctions.Jobs;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>Where a step left the campaign.</summary>
/// <param name="Job">Null when another message carries it on.</param>
/// <param name="Wait">When to go on.</param>
/// <param name="Stuck">It could not go on although there were calls left.</param>
public sealed record CampaignStep(Job? Job, TimeSpan Wait, bool Stuck = false);
