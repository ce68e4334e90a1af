namespace LoyaltyFunctions.Messages;

/// <summary>Body of <c>PUT /api/sites/{siteId}/members/{memberId}/messages</c>.</summary>
/// <param name="OptedOut">True: the member gets no monthly message.</param>
public sealed record OptOutBody(bool? OptedOut);
