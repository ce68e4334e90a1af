namespace LoyaltyFunctions.Messages;

/// <summary>Body of <c>POST /api/sites/{siteId}/messages/preview</c>.</summary>
/// <param name="Locale">To see it in another language than the member's.</param>
public sealed record PreviewBody(string? MemberId, string? Locale);
