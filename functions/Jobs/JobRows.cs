using System.Text.Json;
using Azure.Data.Tables;

namespace LoyaltyFunctions.Jobs;

/// <summary>How jobs, counts and findings stand in the table.</summary>
internal static class JobRows
{
    public static TableEntity ToRow(Job job) => new(job.JobId, JobKeys.Job)
    {
        ["SiteId"] = job.SiteId,
        ["Kind"] = job.Kind.ToString(),
        ["DryRun"] = job.DryRun,
        ["State"] = job.State.ToString(),
        ["Phase"] = job.Phase,
        ["StartedAt"] = job.StartedAt,
        ["UpdatedAt"] = job.UpdatedAt,
        ["FinishedAt"] = job.FinishedAt,
        ["EstimatedEnd"] = job.EstimatedEnd,
        ["WaitingUntil"] = job.WaitingUntil,
        ["Why"] = job.Why,
        ["Expected"] = JsonSerializer.Serialize(job.Expected, JobJson.Default.IReadOnlyDictionaryStringInt64),
        ["Checkpoint"] = job.Checkpoint,
    };

    public static Job ToJob(TableEntity row) => new(
        row.PartitionKey,
        row.GetString("SiteId"),
        Enum.Parse<JobKind>(row.GetString("Kind")),
        row.GetBoolean("DryRun") ?? false,
        Enum.Parse<JobState>(row.GetString("State")),
        row.GetString("Phase"),
        row.GetDateTimeOffset("StartedAt")!.Value,
        row.GetDateTimeOffset("UpdatedAt")!.Value,
        row.GetDateTimeOffset("FinishedAt"),
        row.GetDateTimeOffset("EstimatedEnd"),
        row.GetDateTimeOffset("WaitingUntil"),
        row.GetString("Why"),
        Parse(row, "Expected"),
        row.GetString("Checkpoint"),
        row.ETag);

    public static TableEntity ToRow(string jobId, string pageKey, IReadOnlyDictionary<string, long> counts) => new(jobId, JobKeys.Page(pageKey))
    {
        ["Counts"] = JsonSerializer.Serialize(counts, JobJson.Default.IReadOnlyDictionaryStringInt64),
    };

    public static IReadOnlyDictionary<string, long> ToCounts(TableEntity row) => Parse(row, "Counts");

    public static TableEntity ToRow(string jobId, JobFinding finding) => new(jobId, JobKeys.Finding(finding.Subject))
    {
        ["Subject"] = finding.Subject,
        ["Reason"] = finding.Reason,
        ["ContactId"] = finding.ContactId,
        ["WixAccountId"] = finding.WixAccountId,
        ["ExternalAccountId"] = finding.ExternalAccountId,
        ["Detail"] = finding.Detail,
    };

    public static JobFinding ToFinding(TableEntity row) => new(
        row.GetString("Subject"),
        row.GetString("Reason"),
        row.GetString("ContactId"),
        row.GetString("WixAccountId"),
        row.GetString("ExternalAccountId"),
        row.GetString("Detail"));

    private static IReadOnlyDictionary<string, long> Parse(TableEntity row, string column) =>
        JsonSerializer.Deserialize(row.GetString(column), JobJson.Default.IReadOnlyDictionaryStringInt64)
        ?? throw new InvalidDataException($"Column {column} of {row.PartitionKey}/{row.RowKey} is empty.");
}
