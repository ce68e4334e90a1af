using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Sandbox.Demo.Quiet;

/// <summary>Accounts with a mirror that is not settled, as the app's own ledger says.</summary>
internal sealed class PendingWrites(TableServiceClient service)
{
    private readonly TableClient ledger = service.GetTableClient(TableNames.Ledger);

    /// <summary>One line for each such account.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct)
    {
        var pending = new List<string>();
        try
        {
            var rows = ledger.QueryAsync<TableEntity>("RowKey eq 'link' and PendingCount gt 0", select: ["PartitionKey", "PendingCount", "Pending"], cancellationToken: ct);
            await foreach (var row in rows)
                pending.Add($"{row["PendingCount"]} pending on account {row.PartitionKey}: {row["Pending"]}");
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No account was ever linked: the app has not made the table.
        }

        return pending;
    }
}
