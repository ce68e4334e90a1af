namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>On <c>monthly-messages</c>: go on with the campaign. Where it stands is in its job.</summary>
/// <param name="V">Version of this shape.</param>
/// <param name="Month">e.g. <c>2026-03</c>.</param>
/// <param name="Until">When the campaign is given up.</param>
/// <param name="Step">The step of the job's plan that it was sent for.</param>
/// <param name="Attempt">How often in a row the campaign could not go on.</param>
public sealed record CampaignMessage(
    int V, string SiteId, string JobId, string Month, bool DryRun, DateTimeOffset Until, int Step, int Attempt, string? TraceParent);
