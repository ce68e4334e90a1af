using System.Globalization;
using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Messages.Members;

/// <summary>Table <c>Messages</c>: one partition per campaign, one row per member. One storage call a method, where it does not say otherwise.</summary>
public sealed class MemberMessages(TableServiceClient tables)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Messages);

    /// <summary>Begins a member's message.</summary>
    /// <returns>The row under its ETag; null when the member has one.</returns>
    public async Task<MemberRow?> TryAddAsync(string jobId, MemberRow row, CancellationToken ct)
    {
        try
        {
            var answer = await table.AddEntityAsync(ToEntity(jobId, row), ct);
            return row with { ETag = answer.Headers.ETag!.Value };
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }
    }

    public async Task<MemberRow> GetAsync(string jobId, string memberId, CancellationToken ct) =>
        ToRow(await table.GetEntityAsync<TableEntity>(jobId, memberId, cancellationToken: ct));

    /// <returns>The row under its new ETag; null when somebody else changed it.</returns>
    public async Task<MemberRow?> TryUpdateAsync(string jobId, MemberRow row, CancellationToken ct)
    {
        try
        {
            var answer = await table.UpdateEntityAsync(ToEntity(jobId, row), row.ETag, TableUpdateMode.Replace, ct);
            return row with { ETag = answer.Headers.ETag!.Value };
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return null;
        }
    }

    /// <summary>Writes up to 100 rows in one call; one by one, should somebody else have changed any of them. That one stays as it is.</summary>
    public async Task UpdateAllAsync(string jobId, IReadOnlyList<MemberRow> rows, CancellationToken ct)
    {
        try
        {
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpdateReplace, ToEntity(jobId, row), row.ETag)), ct);
        }
        catch (TableTransactionFailedException e) when (e.Status == 412)
        {
            foreach (var row in rows)
                await TryUpdateAsync(jobId, row, ct);
        }
    }

    private static TableEntity ToEntity(string jobId, MemberRow row) => new(jobId, row.MemberId)
    {
        ["Page"] = row.Page,
        ["State"] = row.State.ToString(),
        ["Points"] = row.Points,
        ["Begun"] = row.Begun,
        ["Until"] = row.Until,
        ["Tries"] = row.Tries,
        ["TextHashes"] = string.Join(' ', row.TextHashes),
        ["MessageId"] = row.MessageId,
        ["Reason"] = row.Reason,
        ["ConversationId"] = row.ConversationId,
    };

    private static MemberRow ToRow(TableEntity entity) => new(
        entity.RowKey,
        entity.GetInt32("Page") ?? 0,
        Enum.Parse<MemberState>(entity.GetString("State")),
        Convert.ToInt64(entity["Points"], CultureInfo.InvariantCulture),
        entity.GetDateTimeOffset("Begun")!.Value,
        entity.GetDateTimeOffset("Until")!.Value,
        entity.GetInt32("Tries") ?? 1,
        entity.GetString("TextHashes").Split(' '),
        entity.GetString("MessageId"),
        entity.GetString("Reason"),
        entity.GetString("ConversationId"),
        entity.ETag);
}
