namespace LoyaltyFunctions.Sandbox.Demo.Ledgers;

/// <summary>A points transaction as a simulator's own ledger has it.</summary>
/// <param name="Points">Signed: negative takes away.</param>
/// <param name="MadeByApp">The truth about who wrote it, whatever the simulator tells the app.</param>
public sealed record LedgerTransaction(string Id, string AccountId, long Points, bool MadeByApp);
