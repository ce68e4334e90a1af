using LoyaltyFunctions.Messages.Members;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>
/// Reads pages of 100 accounts, with their contacts: two calls to Wix a page. A page that has to wait for the site's next calls is remembered
/// by this process until its work is done, three rate windows at most (a page takes one and a half), which is how old a balance can become
/// before it is told.
/// </summary>
public sealed class AccountPages(
    IWixAudience audience, IWixContacts contacts, IWixLoyalty loyalty, OptOuts optOuts, IMemoryCache cache, IOptions<WixOptions> options)
{
    private const int WindowsRemembered = 3;

    /// <exception cref="WixException">Refused where Wix does not know the cursor any more.</exception>
    public async Task<AccountPage> ReadAsync(string siteId, string jobId, MessageOptions site, CampaignPlan plan, CancellationToken ct)
    {
        var key = Key(jobId, plan.Page);
        if (cache.TryGetValue<AccountPage>(key, out var known) && known is not null)
            return known;

        var accounts = await audience.ListAccountsAsync(siteId, plan.Cursor, plan.From, WixWork.Background, ct);
        var items = await WithTodoAsync(siteId, accounts.Items, plan.Todo, ct);
        var optedOut = await optOuts.ReadAsync(siteId, ct);
        var asked = items.Where(account => SkipReasons.Of(account, site.MinimumPoints, optedOut) is null).Select(account => account.ContactId!).Distinct().ToList();
        Dictionary<string, Contact> found = new(StringComparer.Ordinal);
        foreach (var some in asked.Chunk(IWixContacts.MostIds))
        {
            foreach (var contact in await contacts.GetContactsAsync(siteId, some, WixWork.Background, ct))
                found[contact.Id] = contact;
        }

        var page = new AccountPage(items, accounts.Next, found, optedOut);
        cache.Set(key, page, new MemoryCacheEntryOptions
        {
            Size = items.Count + 1,
            AbsoluteExpirationRelativeToNow = options.Value.RateWindow * WindowsRemembered,
        });
        return page;
    }

    /// <summary>Its work is done: the memory is free for the next.</summary>
    public void Forget(string jobId, int page) => cache.Remove(Key(jobId, page));

    private static (string, string, int) Key(string jobId, int page) => (nameof(AccountPages), jobId, page);

    // Accounts that the page held when it was first read stay the page's, should it have shifted since.
    private async Task<IReadOnlyList<LoyaltyAccount>> WithTodoAsync(
        string siteId, IReadOnlyList<LoyaltyAccount> accounts, IReadOnlyList<string>? todo, CancellationToken ct)
    {
        if (todo is null)
            return accounts;
        List<LoyaltyAccount> all = [.. accounts];
        foreach (var id in todo.Except(accounts.Select(account => account.Id)))
        {
            // One erased meanwhile the page's work tells of.
            if (await loyalty.GetAccountAsync(siteId, id, WixWork.Background, ct) is { } account)
                all.Add(account);
        }

        return all;
    }
}
