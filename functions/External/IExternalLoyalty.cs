using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.External;

/// <summary>
/// The port to the loyalty system on the other side. Reads throw <see cref="ExternalException"/>; points writes answer with a
/// <see cref="WriteOutcome"/>. <c>docs/external-api.yaml</c> is the contract that the REST adapter speaks.
/// </summary>
public interface IExternalLoyalty
{
    /// <summary>What the site's system offers; the sync protocol picks its guards by it.</summary>
    ExternalCapabilities CapabilitiesOf(string siteId);

    /// <summary>Accounts with this e-mail address; more than one means ambiguous.</summary>
    Task<IReadOnlyList<ExternalAccount>> FindAccountsByEmailAsync(string siteId, string email, CancellationToken ct);

    /// <summary>Accounts with this phone number, in E.164 form.</summary>
    Task<IReadOnlyList<ExternalAccount>> FindAccountsByPhoneAsync(string siteId, string phone, CancellationToken ct);

    /// <summary>Accounts with this reference: what their creator called the person.</summary>
    Task<IReadOnlyList<ExternalAccount>> FindAccountsByReferenceAsync(string siteId, string reference, CancellationToken ct);

    /// <summary>The account; null when there is none.</summary>
    Task<ExternalAccount?> GetAccountAsync(string siteId, string accountId, CancellationToken ct);

    /// <summary>All accounts, a page at a time.</summary>
    Task<ExternalPage<ExternalAccount>> ListAccountsAsync(string siteId, string? cursor, int limit, CancellationToken ct);

    /// <summary>Create an account. The same <paramref name="idempotencyKey"/> gives the same account.</summary>
    Task<ExternalAccount> CreateAccountAsync(string siteId, NewExternalAccount account, string idempotencyKey, CancellationToken ct);

    /// <summary>Transactions of one account, oldest first, that occurred at or after <paramref name="since"/>; none where the account is gone.</summary>
    Task<ExternalPage<ExternalTransaction>> ListTransactionsAsync(string siteId, string accountId, DateTimeOffset since, string? cursor, CancellationToken ct);

    /// <summary>Transactions of all accounts, oldest first, that occurred at or after <paramref name="since"/>.</summary>
    Task<ExternalPage<ExternalTransaction>> ListAllTransactionsAsync(string siteId, DateTimeOffset since, string? cursor, CancellationToken ct);

    /// <summary>Write a points transaction. With idempotency keys honoured, a repeat with the same key gives the first result.</summary>
    Task<WriteOutcome> WriteTransactionAsync(string siteId, string accountId, ExternalWrite write, CancellationToken ct);
}
