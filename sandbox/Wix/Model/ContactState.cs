namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>One revision of a contact.</summary>
/// <param name="Emails">The primary address first; may be empty.</param>
/// <param name="Phones">In E.164 form, the primary one first; may be empty.</param>
internal sealed record ContactState(DateTimeOffset CreatedDate, IReadOnlyList<string> Emails, IReadOnlyList<string> Phones)
{
    public long Revision { get; init; } = 1;
    public DateTimeOffset UpdatedDate { get; init; } = CreatedDate;
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? MemberId { get; init; }
    public string? Locale { get; init; }
    public string? SubscriptionStatus { get; init; }

    public string? Email => Emails.Count > 0 ? Emails[0] : null;
    public string? Phone => Phones.Count > 0 ? Phones[0] : null;
    public string? Name => (FirstName, LastName) switch { (null, _) => LastName, (_, null) => FirstName, _ => $"{FirstName} {LastName}" };
}
