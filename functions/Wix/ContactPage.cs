namespace LoyaltyFunctions.Wix;

/// <summary>One page of contacts.</summary>
/// <param name="Total">How many the query has in all, where Wix says so.</param>
public sealed record ContactPage(IReadOnlyList<Contact> Items, int? Total);
