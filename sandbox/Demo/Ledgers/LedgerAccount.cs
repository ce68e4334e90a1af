namespace LoyaltyFunctions.Sandbox.Demo.Ledgers;

/// <summary>An account as a simulator's own ledger has it.</summary>
/// <param name="Person">What says whose account it is on both sides: the normalised e-mail address. Null where there is none.</param>
/// <param name="Opening">Points before the first transaction of the snapshot.</param>
/// <param name="Balance">Points now, as the side itself would say.</param>
public sealed record LedgerAccount(string Id, string? Person, long Opening, long Balance);
