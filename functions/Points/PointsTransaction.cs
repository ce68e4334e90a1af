namespace LoyaltyFunctions.Points;

/// <summary>A points transaction as one side shows it: what the sync protocol decides about.</summary>
/// <param name="Points">Signed: negative takes away.</param>
/// <param name="Type">Wix's transaction type; <c>points</c> for the external system, which has no types.</param>
/// <param name="Note">What may hold our marker: Wix's description, the external system's reference; null or empty when there is none.</param>
/// <param name="IdempotencyKey">Wix: the key of an Earn Points call.</param>
/// <param name="Before">The balance before it, where the side says so.</param>
public sealed record PointsTransaction(
    Side Side,
    string Id,
    long Points,
    string Type,
    DateTimeOffset At,
    string? Note,
    string? IdempotencyKey = null,
    long? Before = null);
