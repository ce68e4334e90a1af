using System.Collections.Concurrent;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Sites;

/// <summary>
/// Table <c>Sites</c>, row <c>installation</c>: a site registers itself by its installation, and stops by its removal. It is served once it
/// is configured and enabled. A site without a row was installed before this app listened, and counts as installed.
/// </summary>
public sealed class SiteInstallations(TableServiceClient tables, TimeProvider time)
{
    private const string RowKey = "installation";

    /// <summary>How long an instance may take to notice that the app came or went.</summary>
    public static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(5);

    private readonly TableClient table = tables.GetTableClient(TableNames.Sites);
    private readonly ConcurrentDictionary<string, (SiteInstallation? Site, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>What is known of the site; null when Wix told nothing yet.</summary>
    public async Task<SiteInstallation?> FindAsync(string siteId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(siteId, out var seen) && now - seen.At < NoticedWithin)
            return seen.Site;
        var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, RowKey, cancellationToken: ct);
        var site = found.HasValue
            ? new SiteInstallation(siteId, found.Value!.GetDateTimeOffset("InstalledAt")!.Value, found.Value!.GetDateTimeOffset("RemovedAt"))
            : null;
        known[siteId] = (site, now);
        return site;
    }

    /// <summary>Whether the app was removed from the site: nothing can be done for it.</summary>
    public async ValueTask<bool> IsRemovedAsync(string siteId, CancellationToken ct) => await FindAsync(siteId, ct) is { RemovedAt: not null };

    public async Task PutAsync(SiteInstallation site, CancellationToken ct)
    {
        await table.UpsertEntityAsync(
            new TableEntity(site.SiteId, RowKey) { ["InstalledAt"] = site.InstalledAt, ["RemovedAt"] = site.RemovedAt }, TableUpdateMode.Replace, ct);
        known[site.SiteId] = (site, time.GetUtcNow());
    }
}
