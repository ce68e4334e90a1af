using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>One table in memory, as the app's client: <see cref="TableEntity"/> only, and only the calls that the app makes.</summary>
public class MemoryTableClient(MemoryStorage storage, IStorageCalls calls, string name) : TableClient
{
    // https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
    private const int MostActions = 100;
    private const int PageSize = 1000;

    public override string Name => name;

    public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) => RunAsync(
        "create", "", writes: true,
        () => Response.FromValue(new TableItem(name), new MemoryResponse(storage.CreateTable(name) ? 204 : 409)),
        cancellationToken);

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        WriteAsync("insert", TableWriteKind.Insert, entity, ifMatch: null, cancellationToken);

    public override Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        WriteAsync("upsert", KindOf(mode), entity, ifMatch: null, cancellationToken);

    public override Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        WriteAsync("update", KindOf(mode), entity, ifMatch.ToString(), cancellationToken);

    public override Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) => RunAsync(
        "delete", $"{partitionKey}/{rowKey}", writes: true,
        () =>
        {
            var match = ifMatch == default ? "*" : ifMatch.ToString();
            var (_, _, why) = Table.Write([new(TableWriteKind.Delete, partitionKey, rowKey, EntityProperties.Of([]), match)]);
            // The client takes an entity that is not there for deleted.
            return why is null || why == TableFailure.Missing ? (Response)new MemoryResponse(why?.Status ?? 204) : throw MemoryResponse.Failure(why);
        },
        cancellationToken);

    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        var wanted = select?.ToList();
        return RunAsync<NullableResponse<T>>(
            "get", $"{partitionKey}/{rowKey}", writes: false,
            () => new FoundEntity<T>(Find<T>(partitionKey, rowKey, wanted)), cancellationToken);
    }

    public override Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        var wanted = select?.ToList();
        return RunAsync(
            "get", $"{partitionKey}/{rowKey}", writes: false,
            () => Response.FromValue(Find<T>(partitionKey, rowKey, wanted) ?? throw MemoryResponse.Failure(TableFailure.Missing), new MemoryResponse(200)),
            cancellationToken);
    }

    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        var parsed = TableFilter.Parse(filter) ?? throw new NotSupportedException($"Storage in memory cannot read the filter {filter}.");
        var wanted = select?.ToList();
        return new MemoryPages<T>((token, size, ct) => RunAsync("query", filter ?? "", writes: false, () => Page<T>(parsed, token, maxPerPage ?? size, wanted), ct), cancellationToken);
    }

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        List<TableWrite<EntityProperties>> writes = [.. transactionActions.Select(Write)];
        if (writes.Count == 0)
            throw new InvalidOperationException("Transaction must contain at least one item to submit.");
        return RunAsync("batch", writes[0].Partition, writes: true, () => Submit(writes), cancellationToken);
    }

    private MemoryTable<EntityProperties> Table => storage.Table(name);

    private Response<IReadOnlyList<Response>> Submit(List<TableWrite<EntityProperties>> writes)
    {
        if (writes.Count > MostActions)
            throw MemoryResponse.BatchFailure(TableFailure.TooMany, MostActions - 1);
        if (writes.FindIndex(write => write.Partition != writes[0].Partition) is var other and >= 0)
            throw MemoryResponse.BatchFailure(TableFailure.OtherPartition, other);
        HashSet<string> rows = new(StringComparer.Ordinal);
        if (writes.FindIndex(write => !rows.Add(write.Row)) is var twice and >= 0)
            throw MemoryResponse.BatchFailure(TableFailure.Twice, twice);

        var (tags, failed, why) = Table.Write(writes);
        return why is null
            ? Response.FromValue<IReadOnlyList<Response>>([.. tags.Select(tag => new MemoryResponse(204, tag))], new MemoryResponse(202))
            : throw MemoryResponse.BatchFailure(why, failed);
    }

    private Page<T> Page<T>(TableFilter filter, string? token, int? size, IReadOnlyCollection<string>? select)
    {
        var from = token?.Split('\n') is [var partition, var row] ? TableRow<EntityProperties>.Key(partition, row) : null;
        var (found, next) = Table.Query(filter, from, size ?? PageSize, static (properties, property) => properties.Find(property));
        return Azure.Page<T>.FromValues(
            [.. found.Select(item => Entity<T>(item, select))], next is null ? null : $"{next.Partition}\n{next.Row}", new MemoryResponse(200));
    }

    private Task<Response> WriteAsync(string verb, TableWriteKind kind, ITableEntity entity, string? ifMatch, CancellationToken ct)
    {
        var write = new TableWrite<EntityProperties>(kind, entity.PartitionKey, entity.RowKey, Properties(entity), ifMatch);
        return RunAsync(
            verb, $"{write.Partition}/{write.Row}", writes: true,
            () =>
            {
                var (tags, _, why) = Table.Write([write]);
                return why is null ? (Response)new MemoryResponse(204, tags[0]) : throw MemoryResponse.Failure(why);
            },
            ct);
    }

    private static TableWrite<EntityProperties> Write(TableTransactionAction action)
    {
        var (kind, conditional) = action.ActionType switch
        {
            TableTransactionActionType.Add => (TableWriteKind.Insert, false),
            TableTransactionActionType.UpdateReplace => (TableWriteKind.Replace, true),
            TableTransactionActionType.UpdateMerge => (TableWriteKind.Merge, true),
            TableTransactionActionType.UpsertReplace => (TableWriteKind.Replace, false),
            TableTransactionActionType.UpsertMerge => (TableWriteKind.Merge, false),
            TableTransactionActionType.Delete => (TableWriteKind.Delete, true),
            _ => throw new NotSupportedException($"A batch cannot {action.ActionType}."),
        };
        var match = !conditional ? null : action.ETag == default ? "*" : action.ETag.ToString();
        return new(kind, action.Entity.PartitionKey, action.Entity.RowKey, Properties(action.Entity), match);
    }

    private T? Find<T>(string partition, string row, IReadOnlyCollection<string>? select)
        where T : class => Table.Find(partition, row) is { } found ? Entity<T>(found, select) : null;

    private static T Entity<T>(TableRow<EntityProperties> row, IReadOnlyCollection<string>? select) => EntityProperties.ToEntity(row, select) is T entity
        ? entity
        : throw new NotSupportedException($"Storage in memory gives {nameof(TableEntity)}, not {typeof(T).Name}.");

    private static EntityProperties Properties(ITableEntity entity) => entity is TableEntity properties
        ? EntityProperties.Of(properties)
        : throw new NotSupportedException($"Storage in memory keeps {nameof(TableEntity)}, not {entity.GetType().Name}.");

    private static TableWriteKind KindOf(TableUpdateMode mode) => mode == TableUpdateMode.Merge ? TableWriteKind.Merge : TableWriteKind.Replace;

    private Task<T> RunAsync<T>(string verb, string key, bool writes, Func<T> effect, CancellationToken ct) =>
        calls.RunAsync(new StorageCall(verb, name, key, writes), effect, ct);
}
