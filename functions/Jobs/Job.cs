using Azure;

namespace LoyaltyFunctions.Jobs;

/// <summary>A flow of many queue messages, as a person follows it.</summary>
/// <param name="JobId">Letters, digits, <c>. _ -</c>: it becomes a table key and a part of an address.</param>
/// <param name="DryRun">It only looks and reports.</param>
/// <param name="Phase">The flow's own word for what it does now.</param>
/// <param name="Why">What a waiting job waits for, why a failed one failed; holds no personal data.</param>
/// <param name="Expected">What the flow knows of the whole before it is done, by name, e.g. contacts.</param>
/// <param name="Checkpoint">Where the flow goes on, in its own form; at most 32,000 characters. Never an address or a name.</param>
public sealed record Job(
    string JobId,
    string SiteId,
    JobKind Kind,
    bool DryRun,
    JobState State,
    string Phase,
    DateTimeOffset StartedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? EstimatedEnd,
    DateTimeOffset? WaitingUntil,
    string? Why,
    IReadOnlyDictionary<string, long> Expected,
    string? Checkpoint = null,
    ETag ETag = default)
{
    /// <summary>Its messages still have work to do; those of an ended job are dropped.</summary>
    public bool IsLive => State is JobState.Running or JobState.Waiting;

    /// <summary>A job that begins now.</summary>
    public static Job Begin(string jobId, string siteId, JobKind kind, string phase, DateTimeOffset now, bool dryRun = false) =>
        new(jobId, siteId, kind, dryRun, JobState.Running, phase, now, now, null, null, null, null, new Dictionary<string, long>());

    /// <summary>The job with one more figure of <see cref="Expected"/>.</summary>
    public Job Expecting(string name, long count) =>
        this with { Expected = new Dictionary<string, long>(Expected, StringComparer.Ordinal) { [name] = count } };

    public Job Ended(JobState state, DateTimeOffset now, string? why = null) =>
        this with { State = state, FinishedAt = now, EstimatedEnd = null, WaitingUntil = null, Why = why };
}
