using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>
/// Table <c>Poison</c>: the messages that failed too often, and, until a message is here, why its last try failed.
/// <para>Promises: a message is kept once, however often it is recorded; of two changes of one row that began from the same state one is
/// made.</para>
/// </summary>
public sealed class PoisonStore(TableServiceClient tables)
{
    private const string Failures = "failure";
    private readonly TableClient table = tables.GetTableClient(TableNames.Poison);

    /// <summary>Records the message, unless it is recorded already.</summary>
    public async Task KeepAsync(PoisonMessage message, CancellationToken ct)
    {
        try
        {
            await table.AddEntityAsync(ToRow(message), ct);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Whoever recorded it crashed before it was off the poison queue; what became of it since stays.
        }
    }

    public async Task<PoisonMessage?> FindAsync(string queue, string id, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(queue, id, cancellationToken: ct);
        return found.HasValue ? ToMessage(found.Value!) : null;
    }

    /// <summary>Writes the row, unless it was changed since it was read.</summary>
    /// <returns>The row under its new ETag; null when it was changed.</returns>
    public async Task<PoisonMessage?> TryUpdateAsync(PoisonMessage message, CancellationToken ct)
    {
        try
        {
            var answer = await table.UpdateEntityAsync(ToRow(message), message.ETag, TableUpdateMode.Replace, ct);
            return message with { ETag = answer.Headers.ETag!.Value };
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return null;
        }
    }

    /// <summary>The messages of a queue, by id.</summary>
    /// <param name="after">Only those whose id comes after this one.</param>
    /// <param name="waitingOnly">Only those that wait for a person.</param>
    public async IAsyncEnumerable<PoisonMessage> ListAsync(string queue, string? after, bool waitingOnly, [EnumeratorCancellation] CancellationToken ct)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {queue} and RowKey gt {after ?? ""}");
        await foreach (var row in table.QueryAsync<TableEntity>(waitingOnly ? $"({filter}) and ({Waiting})" : filter, cancellationToken: ct))
            yield return ToMessage(row);
    }

    /// <summary>How many messages of a queue wait for a person.</summary>
    public async Task<long> CountAsync(string queue, CancellationToken ct)
    {
        var filter = $"({TableClient.CreateQueryFilter($"PartitionKey eq {queue}")}) and ({Waiting})";
        var count = 0L;
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: ct))
            count++;
        return count;
    }

    /// <summary>Removes what was put back or dismissed before then.</summary>
    public async Task PurgeAsync(DateTimeOffset before, CancellationToken ct)
    {
        var filter = $"({TableClient.CreateQueryFilter($"ChangedAt lt {before}")}) and not ({Waiting})";
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: ct))
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, ct);
    }

    /// <summary>Notes why a message fails that is about to be given up. The host's copy of it has another id: the body names it.</summary>
    public Task NoteFailureAsync(string queue, string bodyHash, MessageFailure failure, DateTimeOffset at, CancellationToken ct) => table.UpsertEntityAsync(
        new TableEntity(Partition(queue), bodyHash) { ["DequeueCount"] = failure.DequeueCount, ["Error"] = failure.Error, ["State"] = Failures, ["ChangedAt"] = at },
        TableUpdateMode.Replace,
        ct);

    public async Task<MessageFailure?> FindFailureAsync(string queue, string bodyHash, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition(queue), bodyHash, cancellationToken: ct);
        return found.HasValue ? new(found.Value!.GetInt64("DequeueCount") ?? 0, found.Value!.GetString("Error")) : null;
    }

    private static string Waiting => string.Create(CultureInfo.InvariantCulture, $"State eq '{PoisonState.Kept}' or State eq '{PoisonState.Redriving}'");

    private static string Partition(string queue) => $"{Failures}|{queue}";

    private static TableEntity ToRow(PoisonMessage message) => new(message.Queue, message.Id)
    {
        ["State"] = message.State.ToString(),
        ["Body"] = message.Body,
        ["InsertedOn"] = message.InsertedOn,
        ["ChangedAt"] = message.ChangedAt,
        ["DequeueCount"] = message.Failure?.DequeueCount,
        ["Error"] = message.Failure?.Error,
        ["Delivered"] = message.Delivered,
        ["Note"] = message.Note,
    };

    private static PoisonMessage ToMessage(TableEntity row) => new(
        row.PartitionKey,
        row.RowKey,
        Enum.Parse<PoisonState>(row.GetString("State")),
        row.GetBinary("Body"),
        row.GetDateTimeOffset("InsertedOn")!.Value,
        row.GetDateTimeOffset("ChangedAt")!.Value,
        row.GetString("Error") is { } error ? new(row.GetInt64("DequeueCount") ?? 0, error) : null,
        row.GetString("Delivered"),
        row.GetString("Note"),
        row.ETag);
}
