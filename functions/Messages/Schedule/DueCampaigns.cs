using System.Collections.Concurrent;
using Azure.Data.Tables;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages.Schedule;

/// <summary>
/// Starts the campaigns whose moment has come. A missed moment is caught up for some days; one that passed before this app first saw the
/// site with messages switched on is not, so that nobody is surprised by the installation. A site costs one read per run.
/// </summary>
public sealed partial class DueCampaigns(
    TableServiceClient tables, IOptionsMonitor<SitesOptions> sites, SiteInstallations installations, CampaignStarts starts,
    IOptions<MessagesOptions> options, TimeProvider time, ILogger<DueCampaigns> logger)
{
    private const string RowKey = "messages";
    private readonly TableClient table = tables.GetTableClient(TableNames.Sites);
    private readonly ConcurrentDictionary<string, DateTimeOffset> since = new(StringComparer.Ordinal);

    public Task StartAsync(CancellationToken ct) => EachSite.DoAsync(
        sites.CurrentValue.Where(site => site.Value is { Enabled: true, Messages.Enabled: true }),
        (siteId, site) => StartAsync(siteId, site, ct),
        (e, siteId) => Log.Failed(logger, e, siteId));

    private async Task StartAsync(string siteId, SiteOptions site, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (month, due) = new SiteClock(site).Latest(now);
        // Remembered before anything is due: that is what a later start is held against.
        var seen = await SinceAsync(siteId, now, ct);
        if (seen > due || now - due >= options.Value.CatchUp || await installations.IsRemovedAsync(siteId, ct))
            return;
        var (job, started) = await starts.StartAsync(siteId, month, due + options.Value.CatchUp, dryRun: false, ct);
        if (started)
            Log.Started(logger, job.JobId, siteId, due);
    }

    private async Task<DateTimeOffset> SinceAsync(string siteId, DateTimeOffset now, CancellationToken ct)
    {
        if (since.TryGetValue(siteId, out var known))
            return known;
        var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, RowKey, cancellationToken: ct);
        if (found.HasValue)
            return since.GetOrAdd(siteId, found.Value!.GetDateTimeOffset("Since")!.Value);
        await table.UpsertEntityAsync(new TableEntity(siteId, RowKey) { ["Since"] = now }, cancellationToken: ct);
        return since.GetOrAdd(siteId, now);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "Campaign {JobId} of site {SiteId} is started; it was due at {Due}")]
        public static partial void Started(ILogger logger, string jobId, string siteId, DateTimeOffset due);

        [LoggerMessage(EventId = 4002, Level = LogLevel.Error, Message = "The campaign of site {SiteId} could not be started")]
        public static partial void Failed(ILogger logger, Exception e, string siteId);
    }
}
