using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Sites;

/// <summary>Table <c>Sites</c>, row <c>state</c>: what the app itself decided about a site once and for all.</summary>
public sealed class SiteStates(TableServiceClient tables, ISiteSettings sites, TimeProvider time)
{
    private const string RowKey = "state";
    private readonly TableClient table = tables.GetTableClient(TableNames.Sites);
    private readonly ConcurrentDictionary<string, DateTimeOffset> syncFrom = new(StringComparer.Ordinal);

    /// <summary>
    /// The instant at which the site's sync was switched on: its setting, else the moment at which any instance first asked. Once stored it
    /// does not move: links rest on it.
    /// </summary>
    public async Task<DateTimeOffset> SyncFromAsync(string siteId, CancellationToken ct)
    {
        if (syncFrom.TryGetValue(siteId, out var known))
            return known;

        var wanted = sites.Find(siteId)?.SyncFrom ?? time.GetUtcNow();
        try
        {
            await table.AddEntityAsync(new TableEntity(siteId, RowKey) { ["SyncFrom"] = wanted }, ct);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            TableEntity row = await table.GetEntityAsync<TableEntity>(siteId, RowKey, cancellationToken: ct);
            wanted = row.GetDateTimeOffset("SyncFrom") ?? wanted;
        }

        return syncFrom.GetOrAdd(siteId, wanted);
    }
}
