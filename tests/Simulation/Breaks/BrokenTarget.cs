using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Simulation.Breaks;

/// <summary>A way to the other side that leaves one of its guards out.</summary>
internal sealed class BrokenTarget(IMirrorTarget target, Break broken) : IMirrorTarget
{
    public Task<PendingWrite> PrepareAsync(Link link, PendingWrite write, CancellationToken ct) => target.PrepareAsync(link, write, ct);

    public async Task<WriteOutcome> SendAsync(Link link, PendingWrite write, CancellationToken ct) => await target.SendAsync(
        link, broken == Break.CommittedRevision ? await target.PrepareAsync(link, write, ct) : write, ct);

    public bool RepeatIsHarmless(Link link) => target.RepeatIsHarmless(link);

    public async Task<Whereabouts> FindAsync(Link link, PendingWrite write, CancellationToken ct) => broken == Break.LookBeforeResend
        ? new Whereabouts.NotLanded(await target.PrepareAsync(link, write, ct))
        : await target.FindAsync(link, write, ct);

    public Task<long> BalanceAsync(Link link, CancellationToken ct) => target.BalanceAsync(link, ct);
}
