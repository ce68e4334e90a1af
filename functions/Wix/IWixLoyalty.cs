using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Wix;

/// <summary>
/// The Wix calls that keep a site's points, one site at a time (<paramref name="siteId"/> is the app's <c>instanceId</c> there).
/// Every call takes one of the site's 200 calls a minute from the rate governor. Reads throw <see cref="WixException"/>;
/// points writes answer with a <see cref="WriteOutcome"/>, since a caller must look at each.
/// </summary>
public interface IWixLoyalty
{
    /// <summary>Get Account; null when it does not exist.</summary>
    Task<LoyaltyAccount?> GetAccountAsync(string siteId, string accountId, WixWork work, CancellationToken ct);

    /// <summary>Get Account By Secondary ID; null when the contact has no account.</summary>
    Task<LoyaltyAccount?> FindAccountByContactAsync(string siteId, string contactId, WixWork work, CancellationToken ct);

    /// <summary>Create Account. <see cref="WixFailure.Conflict"/> when the contact has one.</summary>
    Task<LoyaltyAccount> CreateAccountAsync(string siteId, string contactId, WixWork work, CancellationToken ct);

    /// <summary>Query Loyalty Transactions of one account, oldest first, created at or after <paramref name="since"/>; 100 a page.</summary>
    Task<Page<LoyaltyTransaction>> QueryTransactionsAsync(string siteId, string accountId, DateTimeOffset since, string? cursor, WixWork work, CancellationToken ct);

    /// <summary>Query Loyalty Transactions by idempotency key (Earn Points only); null when there is none.</summary>
    Task<LoyaltyTransaction?> FindTransactionByIdempotencyKeyAsync(string siteId, string accountId, string idempotencyKey, WixWork work, CancellationToken ct);

    /// <summary>Query Contacts by any of their e-mail addresses (exact, as Wix compares); at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Contact>> FindContactsByEmailAsync(string siteId, string email, int limit, WixWork work, CancellationToken ct);

    /// <summary>Get Contact; null when it does not exist. For a contact merged away, the target of the merge.</summary>
    Task<Contact?> GetContactAsync(string siteId, string contactId, WixWork work, CancellationToken ct);

    /// <summary>Adjust Points by <paramref name="amount"/>, never by balance. Its only guard is <paramref name="revision"/>.</summary>
    Task<WriteOutcome> AdjustPointsAsync(
        string siteId, string accountId, long amount, long revision, string description, WixWork work, CancellationToken ct);

    /// <summary>Adjust Points for live sync.</summary>
    Task<WriteOutcome> AdjustPointsAsync(string siteId, string accountId, long amount, long revision, string description, CancellationToken ct) =>
        AdjustPointsAsync(siteId, accountId, amount, revision, description, WixWork.Live, ct);

    /// <summary>Earn Points; repeatable with the same <paramref name="idempotencyKey"/>. An already used key gives Written without an id.</summary>
    Task<WriteOutcome> EarnPointsAsync(
        string siteId, string accountId, long amount, string idempotencyKey, string description, WixWork work, CancellationToken ct);

    /// <summary>Earn Points for live sync.</summary>
    Task<WriteOutcome> EarnPointsAsync(string siteId, string accountId, long amount, string idempotencyKey, string description, CancellationToken ct) =>
        EarnPointsAsync(siteId, accountId, amount, idempotencyKey, description, WixWork.Live, ct);
}
