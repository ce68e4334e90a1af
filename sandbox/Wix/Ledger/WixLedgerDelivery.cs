namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>One delivery of one event.</summary>
/// <param name="EventId">The domain event's id; copies and, by default, retries share it. Null for app installed and removed.</param>
/// <param name="EntityId">The account or contact that the event is about.</param>
/// <param name="Attempt">0 is the first delivery, 1 the first retry.</param>
/// <param name="Copy">0 is the event itself, above that a duplicate.</param>
/// <param name="Status">The receiver's status, when it answered.</param>
public sealed record WixLedgerDelivery(
    string InstanceId,
    string? EventId,
    string EventType,
    string? EntityId,
    int Attempt,
    int Copy,
    DateTimeOffset At,
    TimeSpan Took,
    int? Status,
    WebhookOutcome Outcome);
