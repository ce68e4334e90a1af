using LoyaltyFunctions.External;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Linking;

/// <summary>What two accounts held at the site's <c>SyncFrom</c>: their balances now, less what happened since.</summary>
public sealed class OpeningBalances(IWixLoyalty wix, IExternalLoyalty external, TimeProvider time, IOptions<SyncOptions> options)
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
        if (account.UpdatedDate is null || time.GetUtcNow() - account.UpdatedDate < options.Value.TransactionLag)
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

        var now = await wix.GetAccountAsync(siteId, account.Id, work, ct);
        return now.Revision == account.Revision ? (account.Balance - since, true) : null;
    }

    private async Task<(long Balance, bool News)> ExternalAsync(string siteId, ExternalAccount account, DateTimeOffset syncFrom, CancellationToken ct)
    {
        for (var current = account; ;)
        {
            List<ExternalTransaction> since = [];
            string? cursor = null;
            do
            {
                var page = await external.ListTransactionsAsync(siteId, account.Id, syncFrom, cursor, ct);
                since.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);

            var after = await external.GetAccountAsync(siteId, account.Id, ct)
                ?? throw new ExternalException(ExternalFailure.NotFound, $"External account {account.Id} vanished while it was linked.");
            // A transaction between the two readings would count on one side only.
            if (after.Balance == current.Balance)
                return (current.Balance - since.Sum(t => t.Points), since.Count > 0);
            current = after;
        }
    }
}
