namespace LoyaltyFunctions.External;

/// <summary>A points transaction to write.</summary>
/// <param name="Points">Signed, not zero.</param>
/// <param name="IdempotencyKey">The same for every try of the same change.</param>
public sealed record ExternalWrite(long Points, string Reference, string Description, DateTimeOffset OccurredAt, string IdempotencyKey);
