namespace LoyaltyFunctions.Wix;

/// <summary>A Wix loyalty transaction. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/loyalty-transactions"/></summary>
/// <param name="Type"><c>EARN</c>, <c>REDEEM</c>, <c>ADJUST</c>, <c>REFUND</c>, <c>EXPIRE</c>; other values may come and are kept as they are.</param>
/// <param name="Amount">Points, signed: negative takes away.</param>
/// <param name="AmountBefore">ADJUST and EXPIRE only: the balance before.</param>
/// <param name="AmountAfter">ADJUST and EXPIRE only: the balance after.</param>
/// <param name="AppId">The app that the transaction names, where its kind names one. Not a proof of who wrote it.</param>
public sealed record LoyaltyTransaction(
    string Id,
    string AccountId,
    DateTimeOffset CreatedDate,
    long Amount,
    string Type,
    string? Description = null,
    string? IdempotencyKey = null,
    long? AmountBefore = null,
    long? AmountAfter = null,
    string? AppId = null);
