using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Lifecycle;

/// <summary>
/// Closes a link: nothing moves on it any more, its amounts stay for the books. What was under way gets a while to settle first; what does
/// not is parked, so that nothing stays pending on a closed link.
/// </summary>
public sealed class LinkClosing(LedgerStore ledger, Parking parking, TimeProvider time, IOptions<SyncOptions> options)
{
    /// <param name="erase">Takes the contact's id out of the link.</param>
    /// <returns>How long to wait for what is under way; null when the link is closed.</returns>
    public async Task<TimeSpan?> CloseAsync(Link link, string reason, bool erase, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (link.Pending.Any(write => now - (write.Began ?? write.OccurredAt) < 2 * options.Value.Lease && write.Attempts < options.Value.MaxAttempts))
            return options.Value.Lease;
        foreach (var write in link.Pending)
            await parking.PutAsync(link, write, reason, ct);
        await ledger.UpdateAsync(
            link,
            current => new LedgerCommit(
                current with { State = LinkState.Closed, Reason = reason, ContactId = erase ? null : current.ContactId, Pending = [] },
                [],
                [.. current.Pending.Select(write => new EntryUpdate(write.Side, write.TransactionId, EntryState.Parked, Mirrored: 0, Reason: reason))]),
            ct);
        return null;
    }
}
