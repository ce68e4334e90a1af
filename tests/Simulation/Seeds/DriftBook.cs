using System.Globalization;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sandbox.Demo.Invariants;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;
using LoyaltyFunctions.Simulation.Site;

namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>
/// Puts balances that drifted into the sides' books, so that the invariants hold for them too: on the side that is right drift is a change
/// like any other, on the other one it stays there, together with what takes it back.
/// </summary>
internal sealed class DriftBook(World world, IReadOnlyList<LedgerEntry> entries)
{
    private readonly Side right = world.Night.WixIsRight ? Side.Wix : Side.External;
    private readonly List<ParkedChange> staying = [];
    private readonly List<string> violations = [];

    /// <summary>What the invariants must not look for on the other side.</summary>
    public IReadOnlyList<ParkedChange> Staying => staying;

    /// <summary>Drift that nobody set right.</summary>
    public IReadOnlyList<string> Violations => violations;

    public LedgerSnapshot Settle(LedgerSnapshot ledger)
    {
        var transactions = ledger.Transactions.ToList();
        foreach (var account in ledger.Accounts)
        {
            if (DriftOf(ledger.Side, account.Id) is var points and not 0)
                Settle(ledger.Side, account.Id, points, transactions);
        }

        return ledger with { Transactions = transactions };
    }

    private void Settle(Side side, string accountId, long points, List<LedgerTransaction> transactions)
    {
        var id = entries.FirstOrDefault(e => e.Side == side && e.Points == points && DriftId.Is(e.TransactionId))?.TransactionId ?? $"drift of {accountId}";
        var drift = new LedgerTransaction(id, accountId, points, MadeByApp: false);
        if (side != right)
        {
            Stays(side, drift);
            if (transactions.FindIndex(t => t.AccountId == accountId && t.MadeByApp && t.Points == -points) is var back and >= 0)
                Stays(side, transactions[back] = transactions[back] with { MadeByApp = false });
            else if (!entries.Any(e => e.TransactionId == DriftId.BackOf(id) && e.State == EntryState.Parked))
                violations.Add(string.Create(CultureInfo.InvariantCulture, $"drift: {points} points on {side} account {accountId} were not taken back."));
        }

        // The points may have been spent since, or come from before.
        transactions.Insert(points > 0 ? 0 : transactions.Count, drift);
    }

    private void Stays(Side side, LedgerTransaction transaction) => staying.Add(new ParkedChange(side, transaction.Id, transaction.Points, "drift"));

    private long DriftOf(Side side, string accountId) => side == Side.Wix ? world.Wix.Find(accountId)!.Drift : world.External.Find(accountId)!.Drift;
}
