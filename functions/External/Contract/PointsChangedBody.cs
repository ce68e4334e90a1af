namespace LoyaltyFunctions.External.Contract;

/// <summary>Schema <c>PointsChanged</c>.</summary>
internal sealed record PointsChangedBody(string AccountId, PointsChangedTransaction Transaction, long? Balance = null);
