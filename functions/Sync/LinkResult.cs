using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Sync;

/// <summary>How an attempt to link ended.</summary>
/// <param name="Link">The link; null when the account is parked, or <paramref name="Again"/> says when to try again.</param>
public sealed record LinkResult(Link? Link, TimeSpan? Again = null);
