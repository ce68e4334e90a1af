using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Ledger;

/// <summary>
/// Removes finished entries that are older than the retention; never a pending or parked one, and never a link. A purge that stops half
/// way leaves the rest for the next. What is purged is not forgotten at once: the link row keeps each account's newest ids.
/// </summary>
public sealed partial class LedgerPurge(TableServiceClient tables, TimeProvider time, IOptions<SyncOptions> options, ILogger<LedgerPurge> logger)
{
    private const int BatchSize = 100;
    private readonly TableClient table = tables.GetTableClient(TableNames.Ledger);

    /// <returns>How many entries were removed.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - options.Value.Retention;
        var filter = TableClient.CreateQueryFilter(
            $"RowKey ge 't|' and RowKey lt 't~' and RecordedAt lt {before} and (State eq 'Done' or State eq 'Ignored')");
        var removed = 0;
        List<TableEntity> batch = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: ct))
        {
            if (batch.Count == BatchSize || (batch.Count > 0 && batch[0].PartitionKey != row.PartitionKey))
                removed += await RemoveAsync(batch, ct);
            batch.Add(row);
        }

        removed += await RemoveAsync(batch, ct);
        Log.Purged(logger, removed, before);
        return removed;
    }

    private async Task<int> RemoveAsync(List<TableEntity> batch, CancellationToken ct)
    {
        if (batch.Count == 0)
            return 0;
        var count = batch.Count;
        await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), ct);
        batch.Clear();
        return count;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3301, Level = LogLevel.Information, Message = "Removed {Count} ledger entries recorded before {Before}")]
        public static partial void Purged(ILogger logger, int count, DateTimeOffset before);
    }
}
