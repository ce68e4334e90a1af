using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>Both sides' ledgers and what is parked, as they stand at one moment.</summary>
public sealed class Ledgers
{
    private readonly ILookup<string, WixLedgerAccount> onWix;
    private readonly ILookup<string, SimulatedAccount> outside;
    private readonly ILookup<string, WixLedgerTransaction> wixMoves;
    private readonly ILookup<string, SimulatedTransaction> outsideMoves;
    private readonly ILookup<string, ParkedItem> parked;

    private Ledgers(WixLedger wix, SimulatorState external, IReadOnlyList<ParkedItem> parked)
    {
        onWix = wix.Accounts.ToLookup(a => a.Email ?? "");
        outside = external.Accounts.ToLookup(a => a.Email ?? "");
        wixMoves = wix.Transactions.ToLookup(t => t.AccountId);
        outsideMoves = external.Transactions.ToLookup(t => t.AccountId);
        this.parked = parked.ToLookup(p => p.AccountId);
    }

    public static async Task<Ledgers> ReadAsync(SyncWorld world) => new(world.Wix.ReadLedger(), world.External.State, await world.ParkedAsync());

    public (long Wix, long Outside, int Parked) Totals(Subject subject) => (
        onWix[subject.Email].Sum(a => a.Balance),
        outside[subject.Email].Sum(a => a.Balance),
        onWix[subject.Email].Select(a => a.Id).Concat(outside[subject.Email].Select(a => a.Id)).Sum(id => parked[id].Count()));

    /// <summary>Everything that happened to a person, in a form that is the same for the same happenings.</summary>
    public string Of(Subject subject) =>
        "Wix " + string.Join(" and ", onWix[subject.Email].Select(a => Account(a.Id, a.Balance, wixMoves[a.Id].Select(t => (t.Amount, t.MadeByApp)))))
        + "; outside " + string.Join(" and ", outside[subject.Email].Select(a => Account(a.Id, a.Balance, outsideMoves[a.Id].Select(t => (t.Points, t.MadeByApp)))));

    private string Account(string id, long balance, IEnumerable<(long Points, bool ByApp)> moves) =>
        $"{balance} of [{string.Join(", ", moves.Select(m => $"{m.Points}{(m.ByApp ? " mirrored" : "")}").Order(StringComparer.Ordinal))}]"
        + string.Concat(parked[id].Select(p => $" {p.Points} parked for {p.Reason}").Order(StringComparer.Ordinal));
}
