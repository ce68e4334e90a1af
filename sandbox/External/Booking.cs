namespace LoyaltyFunctions.Sandbox.External;

/// <summary>A transaction to book in the external simulator.</summary>
/// <param name="IdempotencyKey">Null where there is none, or where keys are not honoured.</param>
internal sealed record Booking(
    string AccountId, TransactionKind Kind, long Points, string? Reference = null, string? Description = null, string? IdempotencyKey = null)
{
    public bool MadeByApp => Kind == TransactionKind.Api;
}
