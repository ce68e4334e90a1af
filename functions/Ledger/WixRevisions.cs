namespace LoyaltyFunctions.Ledger;

/// <summary>
/// Which revisions of the Wix account are explained: every points transaction up to <paramref name="Seen"/> is in the ledger, and so is
/// the one of each revision in <paramref name="Above"/>. An event that shows one of them is worth no call to Wix.
/// </summary>
/// <param name="Seen">All revisions up to this one.</param>
/// <param name="Above">Single revisions above it, ascending.</param>
/// <param name="Own">The newest revisions that our own writes made; tells echoes from duplicates in reports, nothing else.</param>
public sealed record WixRevisions(long Seen, IReadOnlyList<long> Above, IReadOnlyList<long> Own)
{
    private const int OwnCapacity = 16;

    public static WixRevisions None { get; } = new(0, [], []);

    public bool Explains(long revision) => revision <= Seen || Above.Contains(revision);

    public bool IsOwn(long revision) => Own.Contains(revision);

    /// <summary>How many revisions in (<see cref="Seen"/>, <paramref name="revision"/>] nothing explains.</summary>
    public long UnexplainedUpTo(long revision) => Math.Max(0, revision - Seen - Above.Count(above => above <= revision));

    /// <summary>The transaction of this one revision is in the ledger.</summary>
    public WixRevisions With(long revision) =>
        Explains(revision) ? this : Normalised(Seen, [.. Above, revision]);

    /// <summary>A write of ours made this revision, and its mirror is in the ledger.</summary>
    public WixRevisions WithOwn(long revision) =>
        With(revision) with { Own = [.. Own.TakeLast(OwnCapacity - 1), revision] };

    /// <summary>Everything up to this revision is in the ledger.</summary>
    public WixRevisions UpTo(long revision) => Normalised(Math.Max(Seen, revision), Above);

    private WixRevisions Normalised(long seen, IEnumerable<long> above)
    {
        List<long> rest = [];
        foreach (var revision in above.Where(r => r > seen).Order())
        {
            if (revision == seen + 1 && rest.Count == 0)
                seen = revision;
            else
                rest.Add(revision);
        }

        return this with { Seen = seen, Above = rest };
    }
}
