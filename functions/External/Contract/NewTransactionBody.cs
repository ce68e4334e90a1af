namespace LoyaltyFunctions.External.Contract;

/// <summary>Schema <c>NewTransaction</c>.</summary>
internal sealed record NewTransactionBody(long Points, string Reference, string Description, DateTimeOffset OccurredAt);
