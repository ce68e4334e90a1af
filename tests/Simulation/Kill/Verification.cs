using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>Every change of one ledger looked up by its id in the other.</summary>
/// <param name="Changes">What people did that moved points.</param>
/// <param name="Mirrors">What the app wrote.</param>
/// <param name="Lost">Changes that are neither mirrored nor parked, one line each.</param>
/// <param name="Doubled">Mirrors beyond the one of each change, one line each.</param>
internal sealed record Verification(int Changes, int Mirrors, IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled)
{
    public static Verification Of(
        string siteId, IReadOnlyList<WixLedgerTransaction> wix, IReadOnlyList<SimulatedTransaction> external, IReadOnlyList<ParkedChange> parked)
    {
        var onWix = wix.Where(t => t.Amount != 0).Select(t => new Entry(Side.Wix, t.Id, t.Amount, t.MadeByApp, ChangeMark.Of(t.Description))).ToList();
        var outside = external.Where(t => t.Points != 0)
            .Select(t => new Entry(Side.External, t.Id, t.Points, t.MadeByApp, ChangeMark.Of(t.Reference))).ToList();
        var isParked = parked.Where(p => p.TransactionId is not null).Select(p => (p.Side, p.TransactionId!)).ToHashSet();
        var (lost, doubled) = (new List<string>(), new List<string>());
        Compare(siteId, onWix, outside, isParked, lost, doubled);
        Compare(siteId, outside, onWix, isParked, lost, doubled);
        var all = onWix.Concat(outside).ToList();
        return new(all.Count(e => !e.ByApp), all.Count(e => e.ByApp), lost, doubled);
    }

    private static void Compare(
        string siteId, List<Entry> from, List<Entry> to, HashSet<(Side, string)> parked, List<string> lost, List<string> doubled)
    {
        var mirrors = to.Where(e => e.ByApp).ToLookup(e => e.Mark);
        var marks = new HashSet<string>();
        foreach (var change in from.Where(e => !e.ByApp))
        {
            var mark = Marker.For(siteId, change.Side, change.Id);
            marks.Add(mark);
            var found = mirrors[mark].ToList();
            var isParked = parked.Contains((change.Side, change.Id));
            if (!isParked && !found.Any(mirror => mirror.Points == change.Points))
                lost.Add($"{change} has no mirror");
            doubled.AddRange(found.Skip(isParked ? 0 : 1).Select(mirror => $"{change}{(isParked ? ", parked," : "")} has also {mirror}"));
        }

        doubled.AddRange(to.Where(e => e.ByApp && !marks.Contains(e.Mark ?? "")).Select(mirror => $"{mirror} mirrors no change"));
    }

    private sealed record Entry(Side Side, string Id, long Points, bool ByApp, string? Mark)
    {
        public override string ToString() => $"{Side} {Id} of {Points}";
    }
}
