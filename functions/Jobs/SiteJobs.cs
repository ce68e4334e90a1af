using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Jobs;

/// <summary>
/// Table <c>Sites</c>, one row for each flow that a site has at most one job of at a time: its latest job. Of two starts at the same time one
/// makes the job and both get it.
/// </summary>
public sealed class SiteJobs(TableServiceClient tables, JobStore jobs, TimeProvider time)
{
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);
    private readonly TableClient table = tables.GetTableClient(TableNames.Sites);

    /// <summary>Starts a job for the site, unless one is under way; that one is sent on its way again in case its message was lost.</summary>
    /// <param name="key">The row, which names the flow.</param>
    /// <param name="make">The job that begins now.</param>
    /// <param name="send">Puts a message for the job on the flow's queue.</param>
    public async Task<(Job Job, bool Started)> StartAsync(
        string siteId, string key, Func<Job> make, Func<Job, CancellationToken, Task> send, CancellationToken ct)
    {
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, key, cancellationToken: ct);
            var last = found.HasValue ? await jobs.FindAsync(found.Value!.GetString("JobId"), ct) : null;
            if (last is { IsLive: true })
            {
                if (time.GetUtcNow() - (last.WaitingUntil ?? last.UpdatedAt) > Stuck)
                    await send(last, ct);
                return (last, false);
            }

            var job = make();
            // The job before the row: a crash in between leaves a job without a message, which nobody refers to.
            await jobs.StartAsync(job, ct);
            if (!await TryPutAsync(new TableEntity(siteId, key) { ["JobId"] = job.JobId }, found.HasValue ? found.Value!.ETag : null, ct))
                continue;
            await send(job, ct);
            return (job, true);
        }
    }

    /// <summary>The site's latest job of the flow; null when there was none.</summary>
    public async Task<Job?> FindAsync(string siteId, string key, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, key, cancellationToken: ct);
        return found.HasValue ? await jobs.FindAsync(found.Value!.GetString("JobId"), ct) : null;
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
