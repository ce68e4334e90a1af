namespace LoyaltyFunctions.Wix;

/// <summary>A Wix contact, as far as this app reads it.</summary>
/// <param name="Emails">Every address of the contact, the primary one first; may be empty.</param>
/// <param name="Phones">Every phone in E.164 form that Wix gives, the primary one first; may be empty.</param>
public sealed record Contact(
    string Id,
    DateTimeOffset CreatedDate,
    IReadOnlyList<string> Emails,
    IReadOnlyList<string> Phones,
    string? FirstName,
    string? SubscriptionStatus)
{
    /// <summary>The contact's language, e.g. <c>de-de</c>, where Wix knows it.</summary>
    public string? Locale { get; init; }
}
