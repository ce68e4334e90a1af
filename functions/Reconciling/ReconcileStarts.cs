using System.Diagnostics;
using Azure.Data.Tables;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// Starts reconciles, one a site at a time, and remembers in table <c>Sites</c>, row <c>reconciles</c>, since when the site is reconciled and
/// how far the last one saw.
/// </summary>
public sealed class ReconcileStarts(
    TableServiceClient tables, SiteJobs siteJobs, MessageQueues queues, SiteStates states, TimeProvider time, IOptions<SyncOptions> options)
{
    private const string LatestJob = "reconcile";
    private const string RowKey = "reconciles";

    // What occurred before a reconcile began may be listed late.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private readonly TableClient table = tables.GetTableClient(TableNames.Sites);

    /// <summary>Starts a reconcile, unless one is under way.</summary>
    public async Task<(Job Job, bool Started)> StartAsync(string siteId, RepairPolicy repair, bool dryRun, CancellationToken ct)
    {
        var since = await SinceAsync(siteId, ct);
        return await siteJobs.StartAsync(
            siteId,
            LatestJob,
            () => Job.Begin($"reconcile-{Guid.NewGuid():n}", siteId, JobKind.Reconcile, ReconcilePhases.Transactions, time.GetUtcNow(), dryRun) with
            {
                Checkpoint = new ReconcilePlan(0, repair, since).ToCheckpoint(),
            },
            (job, token) => SendAsync(siteId, job.JobId, 0, TimeSpan.Zero, token),
            ct);
    }

    /// <summary>The site's latest reconcile.</summary>
    public Task<Job?> FindAsync(string siteId, CancellationToken ct) => siteJobs.FindAsync(siteId, LatestJob, ct);

    /// <summary>Puts a message for the job on the queue.</summary>
    public Task SendAsync(string siteId, string jobId, int attempt, TimeSpan delay, CancellationToken ct) =>
        queues.SendAsync(QueueNames.Reconcile, new ReconcileMessage(1, siteId, jobId, attempt, Activity.Current?.Id), delay, ct);

    /// <summary>When this app first saw the site with nightly reconciles switched on.</summary>
    public async Task<DateTimeOffset> FirstSeenAsync(string siteId, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, RowKey, cancellationToken: ct);
        if (found.HasValue && found.Value!.GetDateTimeOffset("FirstSeen") is { } seen)
            return seen;
        var now = time.GetUtcNow();
        await table.UpsertEntityAsync(new TableEntity(siteId, RowKey) { ["FirstSeen"] = now }, cancellationToken: ct);
        return now;
    }

    /// <summary>The reconcile went through all that occurred before it began.</summary>
    public Task SweptAsync(Job job, CancellationToken ct) =>
        table.UpsertEntityAsync(new TableEntity(job.SiteId, RowKey) { ["SweptTo"] = job.StartedAt }, cancellationToken: ct);

    private async Task<DateTimeOffset> SinceAsync(string siteId, CancellationToken ct)
    {
        var syncFrom = await states.SyncFromAsync(siteId, ct);
        var kept = time.GetUtcNow() - options.Value.Retention + UnseenTransactions.PurgeMargin;
        var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, RowKey, cancellationToken: ct);
        var swept = (found.HasValue ? found.Value!.GetDateTimeOffset("SweptTo") : null) - Overlap;
        return new[] { syncFrom, kept, swept ?? syncFrom }.Max();
    }
}
