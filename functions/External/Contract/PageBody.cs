namespace LoyaltyFunctions.External.Contract;

/// <summary>Schemas <c>AccountPage</c> and <c>TransactionPage</c>.</summary>
internal sealed record PageBody<T>(IReadOnlyList<T> Items, string? Next = null);
