namespace LoyaltyFunctions.External;

/// <summary>An account of the external system.</summary>
/// <param name="Id">1 to 128 of letters, digits and <c>. _ : -</c> (it becomes part of a table key).</param>
/// <param name="Balance">Points.</param>
public sealed record ExternalAccount(string Id, string? Email, string? Phone, string? ExternalReference, long Balance);
