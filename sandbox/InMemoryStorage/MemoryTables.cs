using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>The table service of a storage in memory, as the app's client.</summary>
public class MemoryTables(MemoryStorage storage, IStorageCalls calls) : TableServiceClient
{
    public override TableClient GetTableClient(string tableName) => new MemoryTableClient(storage, calls, tableName);

    public override Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);
}
