using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Ledger;

/// <summary>Something that needs a person: a change that could not be mirrored, or an account that could not be linked.</summary>
/// <param name="Side">Where the change happened, or the account is.</param>
/// <param name="AccountId">The account on <paramref name="Side"/>.</param>
/// <param name="WixAccountId">The ledger partition's account; null when the account is not linked.</param>
/// <param name="TransactionId">The change; null when the account as a whole is parked.</param>
public sealed record ParkedItem(
    string SiteId,
    Side Side,
    string AccountId,
    string? WixAccountId,
    string? TransactionId,
    long? Points,
    string Reason,
    DateTimeOffset At);
