using System.Globalization;
using System.Text.Json;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Reconciling;

/// <summary>Where a reconcile stands, as its job's checkpoint holds it.</summary>
/// <param name="Step">Counts the commits, and names each one's page of counts.</param>
/// <param name="Repair">What becomes of balances that no transaction explains.</param>
/// <param name="Since">The external system's transactions are listed from here.</param>
/// <param name="Cursor">Of the present phase's next page; null for its first.</param>
/// <param name="From">Where the phase's list goes on should the side not know its cursor any more.</param>
/// <param name="Round">How often the suspects were gone through; see <see cref="Suspects"/>.</param>
/// <param name="Pieces">Pieces of suspects of this round.</param>
/// <param name="Looked">How many of them are done.</param>
/// <param name="NextPieces">Pieces of the round after it.</param>
/// <param name="NotBefore">When this round may begin.</param>
public sealed record ReconcilePlan(
    int Step,
    RepairPolicy Repair,
    DateTimeOffset Since,
    string? Cursor = null,
    DateTimeOffset? From = null,
    int Round = 0,
    int Pieces = 0,
    int Looked = 0,
    int NextPieces = 0,
    DateTimeOffset? NotBefore = null)
{
    /// <summary>The key of this commit's counts.</summary>
    public string PageKey => Step.ToString("d8", CultureInfo.InvariantCulture);

    public static ReconcilePlan Of(Job job) =>
        JsonSerializer.Deserialize(job.Checkpoint ?? throw new InvalidOperationException($"Job {job.JobId} has no checkpoint."), ReconcileJson.Default.ReconcilePlan)
        ?? throw new InvalidOperationException($"The checkpoint of job {job.JobId} is empty.");

    public string ToCheckpoint() => JsonSerializer.Serialize(this, ReconcileJson.Default.ReconcilePlan);

    /// <summary>The plan at the beginning of the next phase.</summary>
    public ReconcilePlan Next() => this with { Cursor = null, From = null };
}
