namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A message in a member's inbox.</summary>
/// <param name="Text">The texts of its items, one a line.</param>
/// <param name="RequestId">The <c>X-Wix-Request-Id</c> of the call that sent it.</param>
public sealed record WixLedgerMessage(
    string InstanceId,
    string Id,
    string ConversationId,
    string? MemberId,
    string? ContactId,
    string Text,
    bool SendNotifications,
    DateTimeOffset CreatedDate,
    string RequestId);
