using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Ledger;

/// <summary>
/// Table <c>Parked</c>: what needs a person, one partition per site, so that a list costs one query. It is written before the ledger says
/// parked; a crash between the two leaves an item whose change is then tried again, and removed with it when that succeeds.
/// </summary>
public sealed class ParkedStore(TableServiceClient tables)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Parked);

    public Task PutAsync(ParkedItem item, CancellationToken ct) => table.UpsertEntityAsync(
        new TableEntity(item.SiteId, Key(item.Side, item.AccountId, item.TransactionId))
        {
            ["Side"] = item.Side.ToString(),
            ["AccountId"] = item.AccountId,
            ["WixAccountId"] = item.WixAccountId,
            ["TransactionId"] = item.TransactionId,
            ["Points"] = item.Points,
            ["Reason"] = item.Reason,
            ["At"] = item.At,
        },
        TableUpdateMode.Replace,
        ct);

    public async Task<ParkedItem?> FindAsync(string siteId, Side side, string accountId, string? transactionId, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, Key(side, accountId, transactionId), cancellationToken: ct);
        return found.HasValue ? ToItem(found.Value!) : null;
    }

    public Task RemoveAsync(string siteId, Side side, string accountId, string? transactionId, CancellationToken ct) =>
        table.DeleteEntityAsync(siteId, Key(side, accountId, transactionId), ETag.All, ct);

    /// <summary>All parked items of a site, or of all sites.</summary>
    public async IAsyncEnumerable<ParkedItem> ListAsync(string? siteId, [EnumeratorCancellation] CancellationToken ct)
    {
        var filter = siteId is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {siteId}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: ct))
            yield return ToItem(row);
    }

    /// <summary>The accounts of one side that are parked as a whole.</summary>
    public async Task<IReadOnlySet<string>> ListAccountsAsync(string siteId, Side side, CancellationToken ct)
    {
        var from = Key(side, "", null);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {siteId} and RowKey ge {from} and RowKey lt {from + "~"}");
        HashSet<string> accounts = new(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["AccountId"], cancellationToken: ct))
            accounts.Add(row.GetString("AccountId"));
        return accounts;
    }

    private static string Key(Side side, string accountId, string? transactionId) =>
        transactionId is null ? $"account|{side.Code()}|{accountId}" : $"change|{side.Code()}|{accountId}|{transactionId}";

    private static ParkedItem ToItem(TableEntity row) => new(
        row.PartitionKey,
        Enum.Parse<Side>(row.GetString("Side")),
        row.GetString("AccountId"),
        row.GetString("WixAccountId"),
        row.GetString("TransactionId"),
        row.GetInt64("Points"),
        row.GetString("Reason"),
        row.GetDateTimeOffset("At")!.Value);
}
