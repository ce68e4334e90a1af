namespace LoyaltyFunctions.Wix;

/// <summary>One page of a cursor-paged answer.</summary>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
