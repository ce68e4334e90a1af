namespace LoyaltyFunctions.External;

/// <summary>A points transaction of the external system.</summary>
/// <param name="Points">Signed: negative takes away.</param>
/// <param name="Reference">What its writer gave as reference, where the system keeps that.</param>
public sealed record ExternalTransaction(string Id, string AccountId, long Points, string? Reference, DateTimeOffset OccurredAt);
