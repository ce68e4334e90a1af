namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>How many storage calls of each kind were made.</summary>
internal sealed record StorageCalls(IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>Those that looked for messages and found none.</summary>
    private const string Poll = "poll ";

    /// <summary>All but looking for messages in vain.</summary>
    public long Working => Counts.Where(count => !count.Key.StartsWith(Poll, StringComparison.Ordinal)).Sum(count => count.Value);

    public StorageCalls Since(StorageCalls earlier) =>
        new(Counts.ToDictionary(count => count.Key, count => count.Value - earlier.Counts.GetValueOrDefault(count.Key)));

    public long Of(string call) => Counts.Where(count => count.Key.StartsWith(call + " ", StringComparison.Ordinal)).Sum(count => count.Value);

    public long Of(string call, string name) => Counts.GetValueOrDefault($"{call} {name}");
}
