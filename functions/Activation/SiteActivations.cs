using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// Table <c>Sites</c>, rows <c>activation</c> and <c>rehearsal</c>: the site's latest job of each kind. Of two starts at the same time one
/// makes the job and both get it.
/// </summary>
public sealed class SiteActivations(TableServiceClient tables, JobStore jobs, ActivationJobs activations, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly TableClient table = tables.GetTableClient(TableNames.Sites);
    private readonly ConcurrentDictionary<string, (Job? Job, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>Starts a job for the site, unless one is under way; that one is sent on its way again in case its message was lost.</summary>
    public async Task<(Job Job, bool Started)> StartAsync(string siteId, bool dryRun, CancellationToken ct)
    {
        var key = dryRun ? "rehearsal" : "activation";
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, key, cancellationToken: ct);
            var last = found.HasValue ? await jobs.FindAsync(found.Value!.GetString("JobId"), ct) : null;
            if (last is { IsLive: true })
            {
                if (last.State == JobState.Running && time.GetUtcNow() - last.UpdatedAt > TimeSpan.FromMinutes(1))
                    await activations.SendAsync(siteId, last.JobId, 0, TimeSpan.Zero, ct);
                return (last, false);
            }

            var job = activations.New(siteId, dryRun);
            // The job before the row: a crash in between leaves a job without a message, which nobody refers to.
            await jobs.StartAsync(job, ct);
            if (!await TryPutAsync(new TableEntity(siteId, key) { ["JobId"] = job.JobId }, found.HasValue ? found.Value!.ETag : null, ct))
                continue;
            await activations.SendAsync(siteId, job.JobId, 0, TimeSpan.Zero, ct);
            known.TryRemove(siteId, out _);
            return (job, true);
        }
    }

    /// <summary>The site's latest activation that was not a rehearsal, as of some seconds ago; null when the site was never activated.</summary>
    public async Task<Job?> FindAsync(string siteId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(siteId, out var seen) && now - seen.At < Remembered)
            return seen.Job;
        var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, "activation", cancellationToken: ct);
        var job = found.HasValue ? await jobs.FindAsync(found.Value!.GetString("JobId"), ct) : null;
        known[siteId] = (job, now);
        return job;
    }

    private async Task<bool> TryPutAsync(TableEntity row, ETag? over, CancellationToken ct)
    {
        try
        {
            if (over is { } etag)
                await table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, ct);
            else
                await table.AddEntityAsync(row, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }
}
