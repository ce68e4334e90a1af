using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Carries recorded changes to the other side.
/// <para>Promises: each change gets at most one mirror, and one unless it is parked. What is sent was committed before (which change, which
/// revision, until when it is this instance's), and the mirror's id is committed in the same batch that settles its change.</para>
/// <para>A crash before the send leaves a pending write that nobody sent; after the send, one whose outcome is unknown; both are resumed by
/// the event's next delivery once the lease has ended, and the target is asked before anything is sent again. A crash after the settling
/// batch leaves nothing to do.</para>
/// <para>Does not promise order between changes of different transactions, and needs an event to come back: whoever gets
/// <see cref="MirrorEnd.Unsettled"/> has to see to that.</para>
/// </summary>
public sealed partial class Mirroring(
    LedgerStore ledger,
    [FromKeyedServices(Side.Wix)] IMirrorTarget wix,
    [FromKeyedServices(Side.External)] IMirrorTarget external,
    Parking parking,
    SelfNudge nudge,
    ISiteSettings sites,
    SyncMetrics metrics,
    TimeProvider time,
    IOptions<SyncOptions> options,
    ILogger<Mirroring> logger)
{
    private const int SendsAtOnce = 4;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private readonly SyncOptions options = options.Value;

    /// <summary>The pending write for a new change: in flight when it can be sent at once, else waiting for its turn.</summary>
    public async Task<PendingWrite> PrepareAsync(Link link, PointsTransaction change, bool first, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var write = new PendingWrite(change.Side, change.Id, change.Points, change.At, now, InFlight: false);
        return first && !IsBusy(link, write)
            ? Leased(await Target(write).PrepareAsync(link, write, ct))
            : write;
    }

    /// <summary>Sends a new write that is committed as in flight by this instance, and settles it.</summary>
    public Task<MirrorResult> SendAsync(Link link, PendingWrite write, CancellationToken ct) => SendAsync(link, write, isOnlySend: true, ct);

    /// <param name="isOnlySend">No earlier send of it has an unknown outcome.</param>
    private async Task<MirrorResult> SendAsync(Link link, PendingWrite write, bool isOnlySend, CancellationToken ct)
    {
        for (var sends = 1; sends <= SendsAtOnce; sends++)
        {
            var outcome = await Target(write).SendAsync(link, write, ct);
            switch (outcome)
            {
                case WriteOutcome.Written { TransactionId: null }:
                    // It may be listed late: never a reason to send once more, not even where other transactions explain the balance meanwhile.
                    write = write with { Written = write.Target == Side.Wix };
                    return await Target(write).FindAsync(link, write, ct) is Whereabouts.Landed named
                        ? await SettleAsync(link, write, named.Write, ct)
                        : await CannotTellAsync(link, write, ct);
                case WriteOutcome.Written written:
                    return await SettleAsync(link, write, written, ct);
                case WriteOutcome.Refused refused:
                    return await RefusedAsync(link, write, refused, isOnlySend, ct);
                case WriteOutcome.Throttled throttled:
                    // It did not come to an attempt, so however often it waits for calls it is not given up.
                    return await PostponeAsync(
                        link, write with { InFlight = !isOnlySend, Attempts = Math.Max(0, write.Attempts - 1) }, throttled.Wait, ct);
                case WriteOutcome.Unknown unknown:
                    Log.OutcomeUnknown(logger, write.TransactionId, write.Target, unknown.Why);
                    return await PostponeAsync(link, write, UntilAskedAgain(link, write), ct);
                case WriteOutcome.Stale:
                    // Within the lease nobody else can have sent it, and a stale send wrote nothing.
                    var where = isOnlySend && !write.IsDue(time.GetUtcNow())
                        ? new Whereabouts.NotLanded(await Target(write).PrepareAsync(link, write, ct))
                        : await Target(write).FindAsync(link, write, ct);
                    // Whoever moved the revision made a change whose event may have been taken for our echo.
                    await nudge.LookAtWixAsync(link, (where as Whereabouts.NotLanded)?.Prepared, ct);
                    if (where is Whereabouts.Landed landed)
                        return await SettleAsync(link, write, landed.Write, ct);
                    if (where is not Whereabouts.NotLanded fresh)
                        return await CannotTellAsync(link, ((Whereabouts.CannotTell)where).Write, ct);
                    if (await TakeAsync(link, fresh.Prepared, ct) is not { } taken)
                        return new(link, MirrorEnd.Unsettled);
                    (link, write) = taken;
                    break;
            }
        }

        // Others are quicker on this account: their turn, then this one's again.
        return await PostponeAsync(link, write with { InFlight = !isOnlySend }, FirstRetry, ct);
    }

    /// <summary>Goes on with a write that is due: one whose instance is gone, or one that waited.</summary>
    public async Task<MirrorResult> ResumeAsync(Link link, PendingWrite write, CancellationToken ct)
    {
        // Since it was found due, another instance may have settled or taken it.
        if (link.FindPending(write.Side, write.TransactionId) != write)
            return new(link, MirrorEnd.Unsettled);
        if (write.Attempts >= options.MaxAttempts)
            return await ParkAsync(link, write, ParkReasons.OutcomeUnknown, ct);
        if (write.InFlight)
            return await ResolveAsync(link, write, ct);
        if (IsBusy(link, write))
            return new(link, MirrorEnd.Unsettled);
        return await TakeAndSendAsync(link, await Target(write).PrepareAsync(link, write, ct), isOnlySend: true, ct);
    }

    private async Task<MirrorResult> ResolveAsync(Link link, PendingWrite write, CancellationToken ct) =>
        await Target(write).FindAsync(link, write, ct) switch
        {
            Whereabouts.Landed landed => await SettleAsync(link, write, landed.Write, ct),
            Whereabouts.NotLanded when write.Written => await CannotTellAsync(link, write, ct),
            Whereabouts.NotLanded notLanded => await TakeAndSendAsync(link, notLanded.Prepared, isOnlySend: false, ct),
            Whereabouts.CannotTell cannotTell => await CannotTellAsync(link, cannotTell.Write, ct),
            var other => throw new InvalidOperationException($"Unknown whereabouts {other}."),
        };

    private async Task<MirrorResult> TakeAndSendAsync(Link link, PendingWrite write, bool isOnlySend, CancellationToken ct) =>
        await TakeAsync(link, write with { Attempts = write.Attempts + 1 }, ct) is { } taken
            ? await SendAsync(taken.Link, taken.Write, isOnlySend, ct)
            : new(link, MirrorEnd.Unsettled);

    /// <summary>Commits the write as in flight by this instance; null when another instance took it, settled it, or has another in flight.</summary>
    private async Task<(Link Link, PendingWrite Write)?> TakeAsync(Link link, PendingWrite prepared, CancellationToken ct)
    {
        var write = Leased(prepared);
        var update = new EntryUpdate(
            write.Side, write.TransactionId, EntryState.Pending, RevisionSent: write.Revision, BalanceExpected: write.Before + write.Points);
        var (outcome, committed) = await ledger.UpdateAsync(
            link,
            current => StillOurs(link, current, write) is { } held && held.PartParked == write.PartParked && !IsBusy(current, write)
                ? new LedgerCommit(current.WithPending(write), [], [update])
                : null,
            ct);
        return outcome == CommitOutcome.Committed ? (committed, write) : null;
    }

    private async Task<MirrorResult> SettleAsync(Link link, PendingWrite write, WriteOutcome.Written written, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var mirror = new LedgerEntry(
            write.Target, written.TransactionId!, EntryKind.Mirror, EntryState.Done, write.Points, "mirror", now, now, write.TransactionId,
            Marker: Marker.For(link.SiteId, write.Side, write.TransactionId));
        var (outcome, settled) = await ledger.UpdateAsync(link, current =>
        {
            if (current.FindPending(write.Side, write.TransactionId) is not { } held)
                return null;
            var (next, whole) = ChangeParts.Close(current.WithoutPending(write.Side, write.TransactionId).WithRecorded(mirror), held, parked: false);
            if (written.Revision is { } revision)
                next = next with { Revisions = next.Revisions.WithOwn(revision) };
            return new LedgerCommit(
                next,
                [mirror],
                [new EntryUpdate(write.Side, write.TransactionId, EntryState.Done, mirror.TransactionId, write.Points, Reason: ""), .. whole]);
        }, ct);
        if (outcome == CommitOutcome.EntryExists)
            return await TakenForAChangeAsync(settled, write, mirror, ct);
        if (outcome == CommitOutcome.Committed)
        {
            metrics.Mirrored(write.Target);
            if (write.Refusals > 0 || write.Attempts > 0)
                await parking.RemoveAsync(link, write, ct);
        }

        return new(settled, MirrorEnd.Settled);
    }

    /// <summary>The mirror's id is in the ledger: as this mirror all is well, as a change the two sides are about to answer each other.</summary>
    private async Task<MirrorResult> TakenForAChangeAsync(Link link, PendingWrite write, LedgerEntry mirror, CancellationToken ct)
    {
        var entry = await ledger.FindEntryAsync(link, mirror.Side, mirror.TransactionId, ct);
        if (entry is { Kind: EntryKind.Mirror } && entry.CounterpartId == write.TransactionId)
            return new(await ledger.RereadLinkAsync(link, ct), MirrorEnd.Settled);

        Log.MirrorTakenForChange(logger, mirror.TransactionId, mirror.Side);
        await ParkAsync(link, write, ParkReasons.LoopAlarm, ct);
        return new(await parking.ParkLinkAsync(link, ParkReasons.LoopAlarm, ct), MirrorEnd.Parked);
    }

    private async Task<MirrorResult> RefusedAsync(Link link, PendingWrite write, WriteOutcome.Refused refused, bool isOnlySend, CancellationToken ct)
    {
        // A lost permission comes back: the changes wait for it rather than each needs a person.
        if (refused.Code == RefusalCodes.NotPermitted && write.Attempts < options.MaxAttempts)
        {
            var waiting = write with { InFlight = !isOnlySend, Attempts = write.Attempts + 1 };
            return await PostponeAsync(link, waiting, Backoff.Of(write.Attempts, FirstRetry), ct);
        }

        if (refused.Code != RefusalCodes.InsufficientPoints)
            return await ParkAsync(link, write, refused.Code, ct);
        if (write.Refusals < options.InsufficientPointsAttempts)
        {
            // An earlier send may still be on its way, and land once there are points; to Wix it cannot, since points that come move the revision.
            var waiting = write with { InFlight = !isOnlySend && write.Target == Side.External, Refusals = write.Refusals + 1 };
            return await PostponeAsync(link, waiting, options.InsufficientPointsDelay, ct);
        }

        if (sites.Find(link.SiteId)?.InsufficientPoints != InsufficientPointsPolicy.Clamp)
            return await ParkAsync(link, write, ParkReasons.InsufficientPoints, ct);
        var balance = await Target(write).BalanceAsync(link, ct);
        return balance > 0
            ? await TakeAndSendAsync(link, await Target(write).PrepareAsync(link, write with { Points = -balance }, ct), isOnlySend, ct)
            : await CloseAsync(link, write, EntryState.Done, "clamped", MirrorEnd.Settled, ct);
    }

    private Task<MirrorResult> CannotTellAsync(Link link, PendingWrite write, CancellationToken ct) =>
        PostponeAsync(
            link, write with { Attempts = write.Attempts + 1 }, Backoff.Of(write.Attempts, options.LookAgainDelay, longest: options.TransactionLag), ct);

    private async Task<MirrorResult> PostponeAsync(Link link, PendingWrite write, TimeSpan wait, CancellationToken ct)
    {
        var waiting = write with { Until = time.GetUtcNow() + wait };
        var (_, next) = await ledger.UpdateAsync(
            link,
            current => StillOurs(link, current, write) is { } held ? new LedgerCommit(current.WithPending(waiting with { PartParked = held.PartParked })) : null,
            ct);
        return new(next, MirrorEnd.Unsettled);
    }

    private async Task<MirrorResult> ParkAsync(Link link, PendingWrite write, string reason, CancellationToken ct)
    {
        await parking.PutAsync(link, write, reason, ct);
        var result = await CloseAsync(link, write, EntryState.Parked, reason, MirrorEnd.Parked, ct);
        // Another instance was quicker: what it made of the change is what counts.
        if (result.End != MirrorEnd.Parked)
            await parking.RetractAsync(link, write.Side, write.TransactionId, ct);
        return result;
    }

    private async Task<MirrorResult> CloseAsync(Link link, PendingWrite write, EntryState state, string reason, MirrorEnd end, CancellationToken ct)
    {
        var (outcome, next) = await ledger.UpdateAsync(
            link,
            current =>
            {
                if (StillOurs(link, current, write) is not { } held)
                    return null;
                var (closed, whole) = ChangeParts.Close(current.WithoutPending(write.Side, write.TransactionId), held, parked: state == EntryState.Parked);
                return new LedgerCommit(closed, [], [new EntryUpdate(write.Side, write.TransactionId, state, Mirrored: 0, Reason: reason), .. whole]);
            },
            ct);
        return new(next, outcome == CommitOutcome.Committed ? end : MirrorEnd.Unsettled);
    }

    /// <summary>
    /// The write as <paramref name="current"/> holds it, if no other instance touched it since <paramref name="seen"/>. Whoever outlives its
    /// lease must not undo what the next instance committed: a write that was sent would count as never sent.
    /// </summary>
    private static PendingWrite? StillOurs(Link seen, Link current, PendingWrite write) =>
        seen.FindPending(write.Side, write.TransactionId) is { } known
        && current.FindPending(write.Side, write.TransactionId) is { } held
        // Whether another part of the same change was parked is not about this one.
        && held with { PartParked = known.PartParked } == known
            ? held
            : null;

    private static bool IsBusy(Link link, PendingWrite write) =>
        write.Target == Side.Wix && link.WixInFlight is { } other && (other.Side != write.Side || other.TransactionId != write.TransactionId);

    private PendingWrite Leased(PendingWrite write)
    {
        var now = time.GetUtcNow();
        return write with { InFlight = true, Until = now + options.Lease, Began = write.Began ?? now };
    }

    /// <summary>A write that may still be on its way must be over before it is looked for, unless the guard makes a repeat harmless.</summary>
    private TimeSpan UntilAskedAgain(Link link, PendingWrite write)
    {
        var backoff = Backoff.Of(write.Attempts, FirstRetry);
        var lease = write.Until - time.GetUtcNow();
        return Target(write).RepeatIsHarmless(link) || backoff > lease ? backoff : lease;
    }

    private IMirrorTarget Target(PendingWrite write) => write.Target == Side.Wix ? wix : external;

    private static partial class Log
    {
        [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "The outcome of the mirror of {TransactionId} to {Target} is unknown: {Why}")]
        public static partial void OutcomeUnknown(ILogger logger, string transactionId, Side target, string why);

        [LoggerMessage(EventId = 3002, Level = LogLevel.Critical, Message = "Mirror {TransactionId} on {Side} is in the ledger as a change: the account is parked")]
        public static partial void MirrorTakenForChange(ILogger logger, string transactionId, Side side);
    }
}
