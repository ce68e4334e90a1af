namespace LoyaltyFunctions.External.Contract;

/// <summary>The transaction of a <c>PointsChanged</c>.</summary>
internal sealed record PointsChangedTransaction(string Id, long Points, DateTimeOffset OccurredAt, string? Reference = null);
