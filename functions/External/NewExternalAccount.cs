namespace LoyaltyFunctions.External;

/// <summary>An account to create in the external system.</summary>
/// <param name="Reference">The Wix loyalty account's id: how that system can name the person to us.</param>
public sealed record NewExternalAccount(string? Email, string? Phone, string? FirstName, string Reference);
