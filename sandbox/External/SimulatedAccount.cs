namespace LoyaltyFunctions.Sandbox.External;

/// <summary>An account of the external simulator at one moment.</summary>
public sealed record SimulatedAccount(string Id, string? Email, string? Phone, string? Name, string? Reference, long Balance);
