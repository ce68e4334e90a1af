using System.Globalization;
using System.Text.Json;
using LoyaltyFunctions.Jobs;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// The accounts that a reconcile has to look at, kept beside its job in pieces that follow its steps: a step done again writes its piece again.
/// They are gone through in rounds; whoever is not settled in one is in a piece of the next.
/// </summary>
public sealed class Suspects(JobStore jobs)
{
    /// <summary>Of one piece: it fits into a table row, and a message's work into its time.</summary>
    public const int MostInAPiece = 100;

    /// <summary>Writes the suspects as the pieces from <paramref name="first"/> on.</summary>
    /// <returns>How many pieces there are now.</returns>
    public async Task<int> PutAsync(string jobId, int round, int first, IEnumerable<Suspect> suspects, CancellationToken ct)
    {
        var next = first;
        foreach (var piece in suspects.DistinctBy(s => s.WixAccountId).Chunk(MostInAPiece))
            await jobs.PutDataAsync(jobId, Key(round, next++), JsonSerializer.SerializeToUtf8Bytes(piece, ReconcileJson.Default.IReadOnlyListSuspect), ct);
        return next;
    }

    /// <summary>The piece; null when it is not there: whoever ends a job drops them all.</summary>
    public async Task<IReadOnlyList<Suspect>?> ReadAsync(string jobId, int round, int piece, CancellationToken ct)
    {
        await foreach (var data in jobs.ReadDataAsync(jobId, Key(round, piece), ct))
            return JsonSerializer.Deserialize(data, ReconcileJson.Default.IReadOnlyListSuspect) ?? [];
        return null;
    }

    private static string Key(int round, int piece) => string.Create(CultureInfo.InvariantCulture, $"suspects-{round:d2}-{piece:d7}");
}
