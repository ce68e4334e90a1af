using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Keeps an event coming back for as long as a change it stands for is unsettled: every pending write has at least one message on a queue,
/// which is what makes a crash harmless.
/// </summary>
public static class ResumeTicket
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>How long until the earliest unsettled change of <paramref name="side"/> may be resumed; null when all are settled.</summary>
    public static TimeSpan? For(Link link, Side side, DateTimeOffset now)
    {
        TimeSpan? earliest = null;
        foreach (var write in link.Pending.Where(p => p.Side == side))
        {
            var wait = write.Until - now;
            if (earliest is null || wait < earliest)
                earliest = wait;
        }

        return earliest < Shortest ? Shortest : earliest;
    }
}
