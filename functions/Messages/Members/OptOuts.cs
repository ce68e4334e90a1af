using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Messages.Members;

/// <summary>Members who want no monthly message: table <c>Messages</c>, a partition per site.</summary>
public sealed class OptOuts(TableServiceClient tables, TimeProvider time)
{
    private static readonly string[] KeyOnly = ["RowKey"];
    private readonly TableClient table = tables.GetTableClient(TableNames.Messages);

    public async Task PutAsync(string siteId, string memberId, bool optedOut, CancellationToken ct)
    {
        if (optedOut)
            await table.UpsertEntityAsync(new TableEntity(Key(siteId), memberId) { ["At"] = time.GetUtcNow() }, cancellationToken: ct);
        else
            await table.DeleteEntityAsync(Key(siteId), memberId, ETag.All, ct);
    }

    public async Task<bool> ContainsAsync(string siteId, string memberId, CancellationToken ct) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(Key(siteId), memberId, KeyOnly, ct)).HasValue;

    /// <summary>All of a site; one storage call per thousand.</summary>
    public async Task<IReadOnlySet<string>> ReadAsync(string siteId, CancellationToken ct)
    {
        HashSet<string> members = new(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Key(siteId)}"), select: KeyOnly, cancellationToken: ct))
            members.Add(row.RowKey);
        return members;
    }

    private static string Key(string siteId) => $"opted-out-{siteId}";
}
