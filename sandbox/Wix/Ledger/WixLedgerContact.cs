namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A contact of a site as it truly is.</summary>
/// <param name="Emails">Every address, the primary one first.</param>
/// <param name="MemberId">Null when the contact is no site member.</param>
/// <param name="AccountId">Its loyalty account; null when it has none.</param>
public sealed record WixLedgerContact(
    string InstanceId,
    string Id,
    string? Name,
    IReadOnlyList<string> Emails,
    IReadOnlyList<string> Phones,
    string? MemberId,
    string? AccountId,
    string? Locale,
    DateTimeOffset CreatedDate);
