using System.Collections.Concurrent;
using LoyaltyFunctions.Messages.Schedule;
using LoyaltyFunctions.Sites;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// Starts the reconcile of each site whose hour has come on its own clock. An hour that was missed is caught up until the next; one that passed
/// before this app first saw the site is not. A site costs two reads per run.
/// </summary>
public sealed partial class DueReconciles(
    IOptionsMonitor<SitesOptions> sites, SiteInstallations installations, ReconcileStarts starts, TimeProvider time, ILogger<DueReconciles> logger)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> firstSeen = new(StringComparer.Ordinal);

    public Task StartAsync(CancellationToken ct) => EachSite.DoAsync(
        sites.CurrentValue.Where(site => site.Value is { Enabled: true, Reconcile.Enabled: true }),
        (siteId, site) => StartAsync(siteId, site, ct),
        (e, siteId) => Log.Failed(logger, e, siteId));

    private async Task StartAsync(string siteId, SiteOptions site, CancellationToken ct)
    {
        var due = new SiteClock(site).LatestDaily(time.GetUtcNow(), site.Reconcile.Hour);
        if (!firstSeen.TryGetValue(siteId, out var seen))
            seen = firstSeen.GetOrAdd(siteId, await starts.FirstSeenAsync(siteId, ct));
        if (seen > due || await installations.IsRemovedAsync(siteId, ct) || (await starts.FindAsync(siteId, ct))?.StartedAt >= due)
            return;
        var (job, started) = await starts.StartAsync(siteId, site.Reconcile.Repair, dryRun: false, ct);
        if (started)
            Log.Started(logger, job.JobId, siteId, due);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 7011, Level = LogLevel.Information, Message = "Reconcile {JobId} of site {SiteId} is started; it was due at {Due}")]
        public static partial void Started(ILogger logger, string jobId, string siteId, DateTimeOffset due);

        [LoggerMessage(EventId = 7012, Level = LogLevel.Error, Message = "The reconcile of site {SiteId} could not be started")]
        public static partial void Failed(ILogger logger, Exception e, string siteId);
    }
}
