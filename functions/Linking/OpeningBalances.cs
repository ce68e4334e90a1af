using LoyaltyFunctions.External;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Linking;

/// <summary>What two accounts held at the site's <c>SyncFrom</c>: their balances now, less what happened since.</summary>
public sealed class OpeningBalances(IWixLoyalty wix, IExternalLoyalty external, IMemoryCache cache, TimeProvider time, IOptions<SyncOptions> options)
{
    /// <summary>Null when Wix's transaction queries may not have caught up with the account yet: ask again after the lag.</summary>
    public async Task<OpeningBalance?> ReadAsync(
        string siteId, LoyaltyAccount wixAccount, ExternalAccount account, bool externalIsNew, DateTimeOffset syncFrom, WixWork work, CancellationToken ct)
    {
        if (await WixAsync(siteId, wixAccount, syncFrom, work, ct) is not { } onWix)
            return null;
        var (opening, news) = externalIsNew ? (account.Balance, false) : await ExternalAsync(siteId, account, syncFrom, ct);
        return new(onWix.Balance, opening, onWix.News, news);
    }

    private async Task<(long Balance, bool News)?> WixAsync(string siteId, LoyaltyAccount account, DateTimeOffset syncFrom, WixWork work, CancellationToken ct)
    {
        // An account made since then began with nothing, whatever its transactions say so far.
        if (account.CreatedDate >= syncFrom)
            return (0, account.Balance != 0 || account.Revision > 1);
        if (account.UpdatedDate < syncFrom)
            return (account.Balance, false);
        if (account.UpdatedDate is null || MayLag(siteId, account, account.UpdatedDate.Value))
            return null;

        long since = 0;
        string? cursor = null;
        do
        {
            var page = await wix.QueryTransactionsAsync(siteId, account.Id, syncFrom, cursor, work, ct);
            since += page.Items.Sum(t => t.Amount);
            cursor = page.Next;
        }
        while (cursor is not null);

        // One that is gone by now is found out by the next try.
        var now = await wix.GetAccountAsync(siteId, account.Id, work, ct);
        return now?.Revision == account.Revision ? (account.Balance - since, true) : null;
    }

    /// <summary>
    /// Whether the account's newest transaction may not be listed yet. Wix's clock alone does not tell: it may be behind this one. So an
    /// account that changed lately must have been seen as it is now, by this clock, before the lag began.
    /// </summary>
    private bool MayLag(string siteId, LoyaltyAccount account, DateTimeOffset updated)
    {
        var (now, lag) = (time.GetUtcNow(), options.Value.TransactionLag);
        if (now - updated < lag)
            return true;
        if (now - updated >= lag + Clocks.Apart)
            return false;
        var seen = cache.GetOrCreate($"seen|{siteId}|{account.Id}|{account.Revision}", entry =>
        {
            entry.SetSize(1).AbsoluteExpirationRelativeToNow = lag + Clocks.Apart;
            return now;
        });
        return now - seen < lag;
    }

    private async Task<(long Balance, bool News)> ExternalAsync(string siteId, ExternalAccount account, DateTimeOffset syncFrom, CancellationToken ct)
    {
        var since = await ListExternalAsync(siteId, account.Id, syncFrom, ct);
        // The account was read before: nothing had happened yet.
        if (since.Count == 0)
            return (account.Balance, false);
        while (true)
        {
            var now = await external.GetAccountAsync(siteId, account.Id, ct)
                ?? throw new ExternalException(ExternalFailure.NotFound, $"External account {account.Id} vanished while it was linked.");
            // A transaction between two readings would count on one side only. Equal balances prove nothing: two can cancel out.
            var after = await ListExternalAsync(siteId, account.Id, syncFrom, ct);
            if (after.Count == since.Count)
                return (now.Balance - since.Sum(t => t.Points), true);
            since = after;
        }
    }

    private async Task<List<ExternalTransaction>> ListExternalAsync(string siteId, string accountId, DateTimeOffset syncFrom, CancellationToken ct)
    {
        List<ExternalTransaction> since = [];
        string? cursor = null;
        do
        {
            var page = await external.ListTransactionsAsync(siteId, accountId, syncFrom, cursor, ct);
            since.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        return since;
    }
}
