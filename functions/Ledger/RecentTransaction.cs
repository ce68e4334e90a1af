namespace LoyaltyFunctions.Ledger;

/// <summary>A transaction that the ledger holds.</summary>
/// <param name="At">When it happened, by the clock of its side.</param>
public sealed record RecentTransaction(string Id, EntryKind Kind, DateTimeOffset At);
