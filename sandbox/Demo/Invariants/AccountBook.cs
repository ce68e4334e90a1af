using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.Invariants;

/// <summary>One account, its transactions in order, and the ids of those that the app parked.</summary>
internal sealed record AccountBook(
    Side Side,
    LedgerAccount? Account,
    IReadOnlyList<LedgerTransaction> Transactions,
    IReadOnlyList<ParkedChange> Parked)
{
    public string Name => $"{(Side == Side.Wix ? "Wix" : "external")} account {Account?.Id ?? "(none)"}";

    public long Moved => (Account?.Balance ?? 0) - (Account?.Opening ?? 0);

    public long ParkedPoints => Parked.Sum(p => p.Points);

    public IEnumerable<LedgerTransaction> Mirrors => Transactions.Where(t => t.MadeByApp && t.Points != 0);

    /// <summary>What people did here that must have a mirror on the other side.</summary>
    public IEnumerable<LedgerTransaction> ChangesToMirror =>
        Transactions.Where(t => !t.MadeByApp && t.Points != 0 && !Parked.Any(p => p.TransactionId == t.Id));
}
