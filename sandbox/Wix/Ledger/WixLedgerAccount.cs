namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A loyalty account as it truly is, whatever the API shows. Points are whole numbers.</summary>
/// <param name="Email">The primary address of its contact; null when there is none or the contact is gone.</param>
public sealed record WixLedgerAccount(
    string InstanceId,
    string Id,
    string ContactId,
    string? MemberId,
    string? Email,
    long Balance,
    long Earned,
    long Adjusted,
    long Redeemed,
    long Expired,
    long Revision,
    DateTimeOffset CreatedDate,
    DateTimeOffset UpdatedDate);
