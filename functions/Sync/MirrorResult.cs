using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Sync;

/// <summary>How far a mirror came.</summary>
/// <param name="Link">The link as it stands now.</param>
public sealed record MirrorResult(Link Link, MirrorEnd End);
