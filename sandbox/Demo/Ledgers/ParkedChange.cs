using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sandbox.Demo.Ledgers;

/// <summary>A change that the app keeps for a person to decide instead of mirroring it.</summary>
/// <param name="Side">Where the change was made.</param>
/// <param name="TransactionId">Null where a whole account is parked.</param>
/// <param name="Points">Signed points that were not mirrored.</param>
public sealed record ParkedChange(Side Side, string? TransactionId, long Points, string Reason);
