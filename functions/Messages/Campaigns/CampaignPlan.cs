using System.Globalization;
using System.Text.Json;
using LoyaltyFunctions.Jobs;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>Where a campaign stands, as its job's checkpoint holds it: ids, dates and what the site calls things.</summary>
/// <param name="Step">Counts the commits, and names each one's counts.</param>
/// <param name="Until">When it is given up.</param>
/// <param name="Facts">Null until it is known that members may be written to.</param>
/// <param name="Page">Counts the pages of accounts.</param>
/// <param name="Cursor">Of the page; null for the first one from <paramref name="From"/> on.</param>
/// <param name="From">Where to begin again should Wix not know the cursor any more.</param>
/// <param name="Todo">Accounts of the page that are not done, by id; null for all of it.</param>
/// <param name="Handled">Accounts done, for the estimate.</param>
/// <param name="SendingSince">When the first page began.</param>
public sealed record CampaignPlan(
    int Step,
    DateTimeOffset Until,
    CampaignFacts? Facts = null,
    int Page = 0,
    string? Cursor = null,
    DateTimeOffset? From = null,
    IReadOnlyList<string>? Todo = null,
    long Handled = 0,
    DateTimeOffset? SendingSince = null)
{
    /// <summary>The phase before the first page: whether members may be written to now.</summary>
    public const string Preparing = "preparing";

    /// <summary>The phase in which messages go out; in a dry run, are only counted.</summary>
    public const string Sending = "sending";

    public static CampaignPlan Of(Job job) =>
        JsonSerializer.Deserialize(job.Checkpoint ?? throw new InvalidOperationException($"Job {job.JobId} has no checkpoint."), MessagesJson.Default.CampaignPlan)
        ?? throw new InvalidOperationException($"The checkpoint of job {job.JobId} is empty.");

    public string ToCheckpoint() => JsonSerializer.Serialize(this, MessagesJson.Default.CampaignPlan);

    /// <summary>The key of this commit's counts.</summary>
    public string PageKey => Step.ToString("d8", CultureInfo.InvariantCulture);
}
