namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A points transaction as it truly was, whatever the API and the events show of it.</summary>
/// <param name="Type"><c>EARN</c>, <c>REDEEM</c>, <c>ADJUST</c>, <c>REFUND</c> or <c>EXPIRE</c>.</param>
/// <param name="Amount">Points, signed.</param>
/// <param name="Revision">The account's revision after it.</param>
/// <param name="Description">As it was sent, also when the behaviour drops it from the API.</param>
/// <param name="MadeByApp">An API call of the app wrote it; otherwise people or the site itself did.</param>
/// <param name="RequestId">The call that wrote it: the <c>X-Wix-Request-Id</c> of its answer, or a name of what people did.</param>
public sealed record WixLedgerTransaction(
    string InstanceId,
    string Id,
    string AccountId,
    DateTimeOffset CreatedDate,
    string Type,
    long Amount,
    long BalanceBefore,
    long BalanceAfter,
    long Revision,
    string? Description,
    string? IdempotencyKey,
    bool MadeByApp,
    string RequestId);
