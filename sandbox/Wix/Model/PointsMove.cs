namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What to do to an account's points.</summary>
/// <param name="Type">The transaction's type; null touches the revision only.</param>
/// <param name="Amount">Points, signed.</param>
internal sealed record PointsMove(string? Type, long Amount)
{
    public string? Description { get; init; }
    public string? IdempotencyKey { get; init; }
    public string? AppId { get; init; }
    public string? ActivityType { get; init; }
    public string? OrderId { get; init; }
    public string? RefundedTransactionId { get; init; }
}
