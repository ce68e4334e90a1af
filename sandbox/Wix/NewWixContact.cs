namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A contact to add to a site.</summary>
/// <param name="Email">The primary address; null for none.</param>
/// <param name="Name">First name, then the rest.</param>
/// <param name="Member">Also a site member.</param>
/// <param name="Phone">In E.164 form.</param>
/// <param name="Locale">e.g. <c>de-de</c>.</param>
/// <param name="Account">The site creates its loyalty account at once.</param>
/// <param name="SubscriptionStatus"><c>SUBSCRIBED</c>, <c>UNSUBSCRIBED</c>, <c>NOT_SET</c> …: whether the contact wants e-mail.</param>
public sealed record NewWixContact(
    string? Email = null,
    string? Name = null,
    bool Member = false,
    string? Phone = null,
    string? Locale = null,
    bool Account = false,
    string? SubscriptionStatus = null)
{
    /// <summary>Further addresses.</summary>
    public IReadOnlyList<string> MoreEmails { get; init; } = [];
}
