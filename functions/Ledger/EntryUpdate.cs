using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Ledger;

/// <summary>What becomes of an entry that the ledger holds; a null leaves the column as it is.</summary>
public sealed record EntryUpdate(
    Side Side,
    string TransactionId,
    EntryState State,
    string? CounterpartId = null,
    long? Mirrored = null,
    long? RevisionSent = null,
    long? BalanceExpected = null,
    string? Reason = null);
