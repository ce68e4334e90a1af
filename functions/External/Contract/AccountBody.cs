namespace LoyaltyFunctions.External.Contract;

/// <summary>Schema <c>Account</c>.</summary>
internal sealed record AccountBody(string Id, long Balance, string? Email = null, string? Phone = null, string? Reference = null);
