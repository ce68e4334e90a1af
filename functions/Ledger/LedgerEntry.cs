using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Ledger;

/// <summary>Row <c>t|side|transactionId</c> of an account's partition: one transaction and what became of it.</summary>
/// <param name="Points">Signed points of the transaction.</param>
/// <param name="CounterpartId">The transaction on the other side: a change's mirror, a mirror's change.</param>
/// <param name="Mirrored">A settled change: the points written on the other side; less than <paramref name="Points"/> only where a policy clamps.</param>
/// <param name="RecordedAt">When this row was inserted.</param>
public sealed record LedgerEntry(
    Side Side,
    string TransactionId,
    EntryKind Kind,
    EntryState State,
    long Points,
    string Type,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string? CounterpartId = null,
    long? Mirrored = null,
    string? Marker = null,
    long? RevisionSent = null,
    long? BalanceExpected = null,
    string? Reason = null);
