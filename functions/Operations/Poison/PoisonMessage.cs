using Azure;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>A message that failed too often, as table <c>Poison</c> keeps it: one partition per queue.</summary>
/// <param name="Id">Of the message on the poison queue; the row's key.</param>
/// <param name="Body">As it was; ids and numbers, never personal data.</param>
/// <param name="InsertedOn">When the host gave it up.</param>
/// <param name="ChangedAt">When <paramref name="State"/> last changed.</param>
/// <param name="Failure">Why its last try failed, where that is known.</param>
/// <param name="Delivered">The queue's message under which it was handled after it was put back; a second one is a copy.</param>
/// <param name="Note">Why it was dismissed.</param>
public sealed record PoisonMessage(
    string Queue,
    string Id,
    PoisonState State,
    byte[] Body,
    DateTimeOffset InsertedOn,
    DateTimeOffset ChangedAt,
    MessageFailure? Failure = null,
    string? Delivered = null,
    string? Note = null,
    ETag ETag = default);
