namespace LoyaltyFunctions.External.Contract;

/// <summary>Schema <c>Transaction</c>.</summary>
internal sealed record TransactionBody(string Id, string AccountId, long Points, DateTimeOffset OccurredAt, string? Reference = null);
