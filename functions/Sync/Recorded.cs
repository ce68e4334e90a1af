using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Sync;

/// <summary>What became of the changes of one event.</summary>
/// <param name="Link">The link as it stands now.</param>
/// <param name="Settled">How many were settled.</param>
/// <param name="Unsettled">How many have to be resumed.</param>
/// <param name="Parked">Whether one was parked.</param>
public sealed record Recorded(Link Link, int Settled, int Unsettled, bool Parked);
