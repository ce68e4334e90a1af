using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Sandbox.InMemoryStorage;

namespace LoyaltyFunctions.Simulation.Breaks;

/// <summary>A table that does not keep one of its promises.</summary>
internal sealed class BrokenTable(MemoryStorage storage, IStorageCalls calls, string name, Break broken) : MemoryTableClient(storage, calls, name)
{
    public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        List<TableTransactionAction> actions = [.. transactionActions.Select(Broken)];
        if (broken != Break.OneBatch || actions.Count < 2)
            return await base.SubmitTransactionAsync(actions, cancellationToken);
        var first = await base.SubmitTransactionAsync(actions[..1], cancellationToken);
        var rest = await base.SubmitTransactionAsync(actions[1..], cancellationToken);
        return Response.FromValue<IReadOnlyList<Response>>([.. first.Value, .. rest.Value], rest.GetRawResponse());
    }

    public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        var found = await base.GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);
        // Who does not know of a write under way has nothing to wait for.
        if (broken == Break.Fence && found is { HasValue: true, Value: TableEntity row } && row.TryGetValue("Pending", out var pending))
            row["Pending"] = ((string)pending).Replace("\"inFlight\":true", "\"inFlight\":false", StringComparison.Ordinal);
        return found;
    }

    private TableTransactionAction Broken(TableTransactionAction action) => (broken, action.ActionType) switch
    {
        (Break.ETag, TableTransactionActionType.UpdateReplace) => new(action.ActionType, action.Entity, ETag.All),
        (Break.ConditionalInsert, TableTransactionActionType.Add) => new(TableTransactionActionType.UpsertReplace, action.Entity),
        _ => action,
    };
}
