using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sandbox.Demo.Ledgers;

/// <summary>One side's ledger at one moment; transactions in the order in which they happened.</summary>
public sealed record LedgerSnapshot(Side Side, IReadOnlyList<LedgerAccount> Accounts, IReadOnlyList<LedgerTransaction> Transactions);
