namespace LoyaltyFunctions.Messages.Members;

/// <summary>Whose turn it is.</summary>
public sealed record Recipient(string SiteId, string JobId, string MemberId, int Page, long Points);
