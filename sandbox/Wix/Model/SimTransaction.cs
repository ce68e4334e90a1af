namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A points transaction with its truth. What the API shows of it is <see cref="Wire"/>'s matter.</summary>
/// <param name="Sequence">Its place among all transactions of the site.</param>
/// <param name="AppId">The app that the caller named (Earn Points), or that the kind of transaction names.</param>
internal sealed record SimTransaction(
    int Sequence,
    string Id,
    string AccountId,
    DateTimeOffset CreatedDate,
    string Type,
    long Amount,
    long Before,
    long After,
    long Revision,
    string? Description,
    string? IdempotencyKey,
    string? AppId,
    string? ActivityType,
    string? OrderId,
    string? RefundedTransactionId,
    Origin Origin);
