using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Sync;

/// <summary>What became of the changes of one event.</summary>
/// <param name="Link">The link as it stands now.</param>
/// <param name="Settled">How many were settled.</param>
/// <param name="Unsettled">How many have to be resumed.</param>
/// <param name="Parked">Whether one was parked.</param>
/// <param name="More">How long until those may be recorded that did not fit; null when all did.</param>
public sealed record Recorded(Link Link, int Settled, int Unsettled, bool Parked, TimeSpan? More = null);
