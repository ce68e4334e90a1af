using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Sandbox.Demo.Invariants;

/// <summary>
/// Pairs what people did on one side with what the app wrote on the other, amount by amount. Neither ledger names the counterpart in a way
/// that can be trusted in every mode, so equal amounts of one person are interchangeable; a lost or doubled one is found all the same.
/// </summary>
/// <param name="Lost">Changes without a mirror.</param>
/// <param name="Surplus">Mirrors without a change.</param>
internal sealed record MirrorMatch(IReadOnlyList<LedgerTransaction> Lost, IReadOnlyList<LedgerTransaction> Surplus)
{
    public static MirrorMatch Of(AccountBook origin, AccountBook target)
    {
        var mirrors = target.Mirrors.GroupBy(t => t.Points).ToDictionary(g => g.Key, g => new Stack<LedgerTransaction>(g));
        var lost = new List<LedgerTransaction>();
        foreach (var change in origin.ChangesToMirror.SelectMany(Parts))
        {
            if (!mirrors.TryGetValue(change.Points, out var candidates) || !candidates.TryPop(out _))
                lost.Add(change);
        }

        return new MirrorMatch(lost, [.. mirrors.Values.SelectMany(m => m)]);
    }

    // What Wix does not take at once comes in parts.
    private static IEnumerable<LedgerTransaction> Parts(LedgerTransaction change)
    {
        for (var left = change.Points; left != 0; left -= Math.Clamp(left, -ChangeParts.LargestWrite, ChangeParts.LargestWrite))
            yield return change with { Points = Math.Clamp(left, -ChangeParts.LargestWrite, ChangeParts.LargestWrite) };
    }
}
