using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// What a Wix webhook is worth to the sync, as it waits on <c>wix-events</c>: ids and numbers, never a name or an address.
/// </summary>
/// <param name="V">Version of this shape.</param>
/// <param name="SiteId">The app's <c>instanceId</c> on the site.</param>
/// <param name="EventId">The webhook's event id, or one of ours for a look that this app asked itself for.</param>
/// <param name="EventTime">When Wix triggered it.</param>
/// <param name="AccountId">The loyalty account.</param>
/// <param name="Revision">The account's revision as the event shows it; 0 for a look without an event.</param>
/// <param name="Balance">The balance as the event shows it; null for a look without an event.</param>
/// <param name="ByOurApp">The event's identity is this app. A hint, never a proof.</param>
/// <param name="Transaction">The transaction, where the event carries one.</param>
/// <param name="Attempt">How often it was postponed.</param>
/// <param name="Looks">How often a look at the transactions left the balance unexplained.</param>
/// <param name="Failures">How often in a row a side did not answer.</param>
/// <param name="ReceivedAt">When the first copy was put on the queue, for the lag.</param>
/// <param name="TraceParent">W3C trace context of the request that brought it.</param>
public sealed record WixEvent(
    int V,
    WixEventKind Kind,
    string SiteId,
    string EventId,
    DateTimeOffset EventTime,
    string? AccountId,
    string? ContactId,
    long Revision,
    long? Balance,
    bool ByOurApp,
    LoyaltyTransaction? Transaction,
    IReadOnlyList<string>? MergedContactIds,
    bool Anonymize,
    int Attempt,
    DateTimeOffset ReceivedAt,
    string? TraceParent,
    int Looks = 0,
    int Failures = 0);
