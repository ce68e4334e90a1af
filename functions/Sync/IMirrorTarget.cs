using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sync;

/// <summary>How a mirror is written on one side: the guard that the side offers decides how.</summary>
public interface IMirrorTarget
{
    /// <summary>Reads what the guard needs; the result is persisted before it is sent.</summary>
    Task<PendingWrite> PrepareAsync(Link link, PendingWrite write, CancellationToken ct);

    /// <summary>Sends it once.</summary>
    Task<WriteOutcome> SendAsync(Link link, PendingWrite write, CancellationToken ct);

    /// <summary>Whether the same write, sent again while an earlier send of it is still on its way, cannot take effect twice.</summary>
    bool RepeatIsHarmless(Link link);

    /// <summary>Looks for a write that may have been sent.</summary>
    Task<Whereabouts> FindAsync(Link link, PendingWrite write, CancellationToken ct);

    /// <summary>The account's balance now, for a debit that was refused.</summary>
    Task<long> BalanceAsync(Link link, CancellationToken ct);
}
