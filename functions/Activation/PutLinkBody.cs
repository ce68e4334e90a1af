namespace LoyaltyFunctions.Activation;

/// <summary>Body of <c>PUT /api/sites/{siteId}/links/{wixAccountId}</c>.</summary>
public sealed record PutLinkBody(string? ExternalAccountId);
