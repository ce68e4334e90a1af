namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>What an enumeration found.</summary>
/// <param name="Points">How many calls went wrong, per scenario and delivery.</param>
/// <param name="Missed">Writes of a single change that were never made to go wrong.</param>
/// <param name="Wrong">Cases whose ledgers are not what they are without a fault.</param>
/// <param name="Swallowed">Crashes that something in the app took for a failure that it knows.</param>
/// <param name="Unfinished">What was still under way in the end.</param>
public sealed record Findings(
    IReadOnlyDictionary<string, int> Points,
    IReadOnlyList<string> Missed,
    IReadOnlyList<string> Wrong,
    IReadOnlyList<string> Swallowed,
    IReadOnlyList<string> Unfinished)
{
    public IEnumerable<string> Everything => [.. Unfinished, .. Wrong, .. Missed, .. Swallowed];
}
