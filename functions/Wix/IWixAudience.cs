namespace LoyaltyFunctions.Wix;

/// <summary>Whom a site can write to, and what it calls itself. All throw <see cref="WixException"/>.</summary>
public interface IWixAudience
{
    /// <summary>Query Loyalty Accounts, oldest first; 100 a page. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/query-loyalty-accounts"/></summary>
    /// <param name="cursor">Of the page; null for the first.</param>
    /// <param name="createdFrom">For the first page: only those created then or later.</param>
    Task<Page<LoyaltyAccount>> ListAccountsAsync(string siteId, string? cursor, DateTimeOffset? createdFrom, WixWork work, CancellationToken ct);

    /// <summary>Count Accounts: how many loyalty accounts the site has. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/count-accounts"/></summary>
    Task<long> CountAccountsAsync(string siteId, WixWork work, CancellationToken ct);

    /// <summary>Get Account By Secondary ID; null when the member has no account.</summary>
    Task<LoyaltyAccount?> FindAccountByMemberAsync(string siteId, string memberId, WixWork work, CancellationToken ct);

    /// <summary>Get App Instance: the site that it is on. <see href="https://dev.wix.com/docs/rest/app-management/app-instance/get-app-instance"/></summary>
    Task<WixSite> GetSiteAsync(string siteId, WixWork work, CancellationToken ct);

    /// <summary>
    /// Get Tiers Program: the names of its tiers by id, that of the base tier under the empty string. Empty where the site has no tiers.
    /// <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/tiers/get-tiers-program"/>
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> ListTierNamesAsync(string siteId, WixWork work, CancellationToken ct);
}
