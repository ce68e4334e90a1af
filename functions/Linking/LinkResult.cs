using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Linking;

/// <summary>How an attempt to link ended.</summary>
/// <param name="Link">The link; null when the account is parked, or <paramref name="Again"/> says when to try again.</param>
/// <param name="Reason">Why it was parked this time.</param>
public sealed record LinkResult(Link? Link, TimeSpan? Again = null, string? Reason = null);
