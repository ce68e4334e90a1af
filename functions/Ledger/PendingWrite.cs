using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Ledger;

/// <summary>A change whose mirror is not settled, as the link row holds it.</summary>
/// <param name="Side">Where the change happened; its mirror goes to the other side.</param>
/// <param name="TransactionId">The change's transaction.</param>
/// <param name="Points">Signed points to write.</param>
/// <param name="Until">
/// In flight: until then the write belongs to the instance that began it. Waiting: not before then. Past it, whoever handles the account resumes it.
/// </param>
/// <param name="InFlight">The write may have been sent. Otherwise nothing of it can exist on the other side.</param>
/// <param name="Began">When the first send was prepared: no transaction older than this is its mirror.</param>
/// <param name="Revision">Wix: the revision sent; null with Earn Points.</param>
/// <param name="Before">Wix: the balance at that revision.</param>
/// <param name="Moved">Wix: when the account was first seen past <paramref name="Revision"/>: after that no send of it can land.</param>
/// <param name="Attempts">How often it was resumed.</param>
/// <param name="Refusals">How often the other side had not the points for it.</param>
/// <param name="PartParked">It is a part of a change of which another part is parked.</param>
/// <param name="Written">Wix said that it is written, but not which transaction it is: never to be sent again, whatever is listed.</param>
public sealed record PendingWrite(
    Side Side,
    string TransactionId,
    long Points,
    DateTimeOffset OccurredAt,
    DateTimeOffset Until,
    bool InFlight,
    DateTimeOffset? Began = null,
    long? Revision = null,
    long? Before = null,
    DateTimeOffset? Moved = null,
    int Attempts = 0,
    int Refusals = 0,
    bool PartParked = false,
    bool Written = false)
{
    public Side Target => Side.Other();

    public bool IsDue(DateTimeOffset now) => Until <= now;
}
