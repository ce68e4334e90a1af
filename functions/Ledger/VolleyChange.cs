using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Ledger;

/// <summary>One change, as the loop alarm remembers it.</summary>
public sealed record VolleyChange(Side Side, long Points, DateTimeOffset At);
