using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Jobs;

/// <summary>
/// Table <c>Jobs</c>: one partition per job with the job itself, one row per page and one per finding.
/// <para>Promises: a job begins once however often it is started under the same id; a page that is delivered again replaces its counts and
/// its findings, so that sums count everything once; an ended job never comes alive again.</para>
/// <para>Reading the sums costs one query per thousand pages and is done only when somebody asks.</para>
/// </summary>
public sealed class JobStore(TableServiceClient tables, TimeProvider time)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Jobs);

    /// <summary>Starts the job, unless one of this id was started before.</summary>
    /// <returns>The job as it stands, and whether this call started it.</returns>
    public async Task<(Job Job, bool Started)> StartAsync(Job job, CancellationToken ct)
    {
        JobKeys.Check(job.JobId);
        try
        {
            var answer = await table.AddEntityAsync(JobRows.ToRow(job), ct);
            return (job with { ETag = answer.Headers.ETag!.Value }, true);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return (await GetAsync(job.JobId, ct), false);
        }
    }

    /// <summary>The job; null when there is none.</summary>
    public async Task<Job?> FindAsync(string jobId, CancellationToken ct)
    {
        if (!JobKeys.IsValid(jobId))
            return null;
        var found = await table.GetEntityIfExistsAsync<TableEntity>(jobId, JobKeys.Job, cancellationToken: ct);
        return found.HasValue ? JobRows.ToJob(found.Value!) : null;
    }

    /// <summary>Writes what <paramref name="change"/> makes of the job as it is now; null leaves it. An ended job stays as it is.</summary>
    /// <returns>The job as it stands.</returns>
    public async Task<Job> UpdateAsync(string jobId, Func<Job, Job?> change, CancellationToken ct)
    {
        while (true)
        {
            var before = await GetAsync(jobId, ct);
            if (!before.IsLive || change(before) is not { } after)
                return before;
            after = after with { UpdatedAt = time.GetUtcNow() };
            try
            {
                var answer = await table.UpdateEntityAsync(JobRows.ToRow(after), before.ETag, TableUpdateMode.Replace, ct);
                return after with { ETag = answer.Headers.ETag!.Value };
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // Another page came first: make the change of what it left.
            }
        }
    }

    /// <summary>Stops a job: its messages find it ended and do no more.</summary>
    public Task<Job> CancelAsync(string jobId, CancellationToken ct) =>
        UpdateAsync(jobId, job => job.Ended(JobState.Cancelled, time.GetUtcNow()), ct);

    /// <summary>Puts the counts of one page in the place of what it reported before.</summary>
    /// <param name="pageKey">Names the page within the job, the same at every delivery.</param>
    public Task PutPageAsync(string jobId, string pageKey, IReadOnlyDictionary<string, long> counts, CancellationToken ct)
    {
        JobKeys.Check(pageKey);
        return table.UpsertEntityAsync(JobRows.ToRow(jobId, pageKey, counts), TableUpdateMode.Replace, ct);
    }

    /// <summary>
    /// Writes the job as <paramref name="after"/> together with the counts of one page, or nothing: for a flow that keeps its place in
    /// <see cref="Job.Checkpoint"/>, so that what is counted and where it goes on cannot fall apart.
    /// </summary>
    /// <returns>The job under its new ETag; null when the job was changed, or ended, since it was read.</returns>
    public async Task<Job?> TryCommitAsync(Job after, string pageKey, IReadOnlyDictionary<string, long> counts, CancellationToken ct)
    {
        JobKeys.Check(pageKey);
        after = after with { UpdatedAt = time.GetUtcNow() };
        try
        {
            var answers = await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateReplace, JobRows.ToRow(after), after.ETag),
                    new(TableTransactionActionType.UpsertReplace, JobRows.ToRow(after.JobId, pageKey, counts)),
                ],
                ct);
            return after with { ETag = answers.Value[0].Headers.ETag!.Value };
        }
        catch (TableTransactionFailedException e) when (e.Status == 412)
        {
            return null;
        }
    }

    /// <summary>What one page reported; null when it did not yet.</summary>
    public async Task<IReadOnlyDictionary<string, long>?> FindPageAsync(string jobId, string pageKey, CancellationToken ct)
    {
        JobKeys.Check(pageKey);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(jobId, JobKeys.Page(pageKey), cancellationToken: ct);
        return found.HasValue ? JobRows.ToCounts(found.Value!) : null;
    }

    /// <summary>All pages added up.</summary>
    public async Task<JobCounts> CountAsync(string jobId, CancellationToken ct)
    {
        var pages = 0;
        SortedDictionary<string, long> totals = new(StringComparer.Ordinal);
        await foreach (var row in QueryAsync(jobId, JobKeys.Pages, ct))
        {
            pages++;
            foreach (var (name, count) in JobRows.ToCounts(row))
                totals[name] = totals.GetValueOrDefault(name) + count;
        }

        return new(pages, totals);
    }

    /// <summary>Puts a line into the report, in the place of an earlier one about the same subject.</summary>
    public Task ReportAsync(string jobId, JobFinding finding, CancellationToken ct)
    {
        JobKeys.Check(finding.Subject);
        return table.UpsertEntityAsync(JobRows.ToRow(jobId, finding), TableUpdateMode.Replace, ct);
    }

    /// <summary>The report, by subject.</summary>
    public async IAsyncEnumerable<JobFinding> ReadReportAsync(string jobId, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in QueryAsync(jobId, JobKeys.Findings, ct))
            yield return JobRows.ToFinding(row);
    }

    /// <summary>Takes a line out of the report: what it told is settled.</summary>
    public Task RemoveFindingAsync(string jobId, string subject, CancellationToken ct) =>
        table.DeleteEntityAsync(jobId, JobKeys.Finding(subject), ETag.All, ct);

    /// <summary>Puts working data of the flow beside the job, at most 60,000 bytes a piece.</summary>
    public Task PutDataAsync(string jobId, string key, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        JobKeys.Check(key);
        return table.UpsertEntityAsync(new TableEntity(jobId, JobKeys.Data(key)) { ["Data"] = data.ToArray() }, TableUpdateMode.Replace, ct);
    }

    /// <summary>Working data whose keys begin with <paramref name="keyPrefix"/>.</summary>
    public async IAsyncEnumerable<byte[]> ReadDataAsync(string jobId, string keyPrefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in QueryAsync(jobId, JobKeys.Data(keyPrefix), ct))
            yield return row.GetBinary("Data");
    }

    /// <summary>Removes all working data.</summary>
    public async Task DropDataAsync(string jobId, CancellationToken ct)
    {
        await foreach (var row in QueryAsync(jobId, JobKeys.Data(""), ct))
            await table.DeleteEntityAsync(jobId, row.RowKey, ETag.All, ct);
    }

    private async Task<Job> GetAsync(string jobId, CancellationToken ct) =>
        await FindAsync(jobId, ct) ?? throw new InvalidOperationException($"There is no job {jobId}.");

    private AsyncPageable<TableEntity> QueryAsync(string jobId, string prefix, CancellationToken ct) => table.QueryAsync<TableEntity>(
        TableClient.CreateQueryFilter($"PartitionKey eq {jobId} and RowKey ge {prefix} and RowKey lt {prefix + "~"}"), cancellationToken: ct);
}
