namespace LoyaltyFunctions.External;

/// <summary>One page of a list of the external system.</summary>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record ExternalPage<T>(IReadOnlyList<T> Items, string? Next);
