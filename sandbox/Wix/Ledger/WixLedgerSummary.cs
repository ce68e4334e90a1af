namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>How much there is of everything, without the lists.</summary>
/// <param name="Requests">The app's calls by endpoint, e.g. <c>POST /loyalty-accounts/v1/accounts/{id}/adjust-points</c>.</param>
/// <param name="Answers">The app's calls by status of the answer; <c>lost</c> are answers that the simulator cut off.</param>
/// <param name="Throttled">Calls refused by the rate limit itself, not by <see cref="WixBehaviour.ThrottleRate"/>.</param>
/// <param name="Events">Webhook events raised so far.</param>
/// <param name="Deliveries">Deliveries by outcome.</param>
/// <param name="Pending">Webhooks that are neither acknowledged, dropped nor given up: on their way, delayed, or waiting for a retry.</param>
/// <param name="GivenUp">Webhooks that no receiver acknowledged within the 12 retries.</param>
public sealed record WixLedgerSummary(
    int Contacts,
    int Members,
    int Accounts,
    int Transactions,
    int Messages,
    long Points,
    IReadOnlyDictionary<string, long> Requests,
    IReadOnlyDictionary<string, long> Answers,
    long Throttled,
    long Events,
    IReadOnlyDictionary<string, long> Deliveries,
    long Pending,
    long GivenUp);
