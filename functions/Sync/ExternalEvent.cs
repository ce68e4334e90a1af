using LoyaltyFunctions.External;

namespace LoyaltyFunctions.Sync;

/// <summary>A <c>points.changed</c> callback of the external system, as it waits on <c>external-events</c>.</summary>
/// <param name="EventId">The callback's <c>webhook-id</c>.</param>
/// <param name="Transaction">The transaction; null for a look at the account that this app asked itself for.</param>
/// <param name="Balance">The balance after it, as the callback says; null when it does not.</param>
/// <param name="Attempt">How often it was postponed.</param>
/// <param name="Failures">How often in a row a side did not answer.</param>
/// <param name="ReceivedAt">When the first copy was put on the queue, for the lag.</param>
public sealed record ExternalEvent(
    int V,
    string SiteId,
    string EventId,
    string AccountId,
    ExternalTransaction? Transaction,
    long? Balance,
    int Attempt,
    DateTimeOffset ReceivedAt,
    string? TraceParent,
    int Failures = 0);
