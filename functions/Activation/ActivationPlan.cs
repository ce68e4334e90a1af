using System.Text.Json;
using LoyaltyFunctions.Jobs;

namespace LoyaltyFunctions.Activation;

/// <summary>Where an activation stands, as its job's checkpoint holds it: ids and dates, never an address.</summary>
/// <param name="Cursor">Contacts before it are done, but for those in <paramref name="Todo"/>.</param>
/// <param name="Todo">Contacts that could not be finished, by id; at most a slice.</param>
/// <param name="Look">Of those, somebody may have got an account without our hearing of it.</param>
/// <param name="Step">Counts the commits, and names each one's page of counts.</param>
/// <param name="Salt">Of the hashes by which shared addresses are found.</param>
/// <param name="ReadUpTo">The newest contact that was listed when shared addresses were looked for.</param>
/// <param name="AccountsSince">When the accounts' phase began, for the estimate.</param>
/// <param name="Done">Contacts handled in that phase.</param>
/// <param name="Stuck">How often in a row nothing could be finished although calls were left.</param>
public sealed record ActivationPlan(
    ContactCursor Cursor,
    IReadOnlyList<string> Todo,
    bool Look,
    int Step,
    string Salt,
    DateTimeOffset? ReadUpTo = null,
    DateTimeOffset? AccountsSince = null,
    int Done = 0,
    int Stuck = 0)
{
    /// <summary>The phase in which contacts are listed, to find what they share.</summary>
    public const string Reading = "reading";

    /// <summary>The phase in which accounts are made and linked.</summary>
    public const string Accounts = "accounts";

    public static ActivationPlan Of(Job job) =>
        JsonSerializer.Deserialize(job.Checkpoint ?? throw new InvalidOperationException($"Job {job.JobId} has no checkpoint."), ActivationJson.Default.ActivationPlan)
        ?? throw new InvalidOperationException($"The checkpoint of job {job.JobId} is empty.");

    public string ToCheckpoint() => JsonSerializer.Serialize(this, ActivationJson.Default.ActivationPlan);

    /// <summary>The key of this commit's counts.</summary>
    public string PageKey => Step.ToString("d8", System.Globalization.CultureInfo.InvariantCulture);
}
