namespace LoyaltyFunctions.Jobs;

/// <summary>What the pages of a job counted, added up.</summary>
/// <param name="Pages">How many pages have reported.</param>
/// <param name="Totals">By name, in alphabetical order.</param>
public sealed record JobCounts(int Pages, IReadOnlyDictionary<string, long> Totals)
{
    public long this[string name] => Totals.GetValueOrDefault(name);
}
