using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Writes recognised transactions into the ledger and has the changes among them mirrored.
/// <para>One batch holds all that a look found: the conditional insert of each transaction and the link row, so that of two instances that
/// see the same change one records it. A crash after the batch leaves pending writes that the event's next delivery resumes.</para>
/// <para>While the other side does not answer, an account's row fills up to <see cref="Link.MostPending"/> writes; further changes stay with
/// their events until there is room.</para>
/// </summary>
public sealed partial class ChangeRecorder(
    LedgerStore ledger, Mirroring mirroring, Parking parking, ISiteSettings sites, SyncMetrics metrics, TimeProvider time, IOptions<SyncOptions> options,
    ILogger<ChangeRecorder> logger)
{
    private static readonly TimeSpan UntilThereIsRoom = TimeSpan.FromSeconds(5);

    /// <summary>Why a change is ignored whose direction the site has switched off.</summary>
    public const string DirectionOff = "direction_off";

    /// <summary>Records, then mirrors.</summary>
    /// <param name="advance">What else the batch does to the link row.</param>
    /// <param name="receivedAt">When the event was received, for the lag.</param>
    /// <param name="sure">The ledger itself was asked for each, not only what the link row remembers.</param>
    /// <returns>Null when another commit came first, or somebody would be alarmed and it is not sure: read again and decide anew.</returns>
    public async Task<Recorded?> RecordAsync(
        Link link,
        IReadOnlyList<(PointsTransaction Transaction, Recognition Recognition)> found,
        Func<Link, Link> advance,
        DateTimeOffset receivedAt,
        bool sure,
        CancellationToken ct)
    {
        var next = link;
        List<LedgerEntry> entries = [];
        List<PendingWrite> writes = [];
        var whole = true;
        foreach (var (transaction, recognition) in found)
        {
            var entry = Entry(link, transaction, recognition);
            if (entry is null)
                continue;
            var owed = entry.State == EntryState.Pending ? ChangeParts.Of(link.SiteId, entry) : [];
            whole = next.Pending.Count + owed.Count <= Link.MostPending && entries.Count + 1 + owed.Count <= LedgerCommit.MaxEntries;
            if (!whole)
                break;
            if (entry.State == EntryState.Parked && !sure)
                return null;
            if (entry.State == EntryState.Pending)
            {
                (var volley, var rings) = LoopAlarm.Add(next.Volley, new(transaction.Side, transaction.Points, time.GetUtcNow()), options.Value);
                next = next with { Volley = volley };
                if (rings && !sure)
                    return null;
                if (rings)
                {
                    next = next with { State = LinkState.Parked, Reason = ParkReasons.LoopAlarm };
                    entry = entry with { State = EntryState.Parked, Reason = ParkReasons.LoopAlarm };
                    await parking.PutAccountAsync(link.SiteId, Side.Wix, link.WixAccountId, link.WixAccountId, ParkReasons.LoopAlarm, ct);
                    Log.SidesAnswerEachOther(logger, link.WixAccountId, next.Volley.Count);
                }
            }

            if (entry.State == EntryState.Parked)
                await parking.PutAsync(link, transaction.Side, transaction.Id, transaction.Points, entry.Reason!, ct);
            next = next.WithRecorded(entry);
            if (owed.Count != 1 || entry.State != EntryState.Pending)
                entries.Add(entry);
            if (entry.State != EntryState.Pending)
                continue;
            foreach (var part in owed)
            {
                var change = transaction with { Id = part.TransactionId, Points = part.Points };
                var write = await mirroring.PrepareAsync(next, change, first: writes.Count == 0, ct);
                entries.Add(part with { RevisionSent = write.Revision, BalanceExpected = write.Before + write.Points });
                writes.Add(write);
                next = next.WithPending(write);
            }
        }

        // What does not fit is still unseen afterwards, so the link must not claim to know that far.
        next = whole ? advance(next) : next;
        if (entries.Count > 0 || !ReferenceEquals(next, link))
        {
            var committed = false;
            var stops = next.State == LinkState.Parked && link.State != LinkState.Parked;
            try
            {
                (var outcome, next) = await ledger.CommitAsync(new LedgerCommit(next, entries, []), ct);
                committed = outcome == CommitOutcome.Committed;
            }
            finally
            {
                // Also where storage failed: the ledger is asked whether it holds them as parked.
                if (!committed)
                    await RetractAsync(link, entries, stops, ct);
            }

            if (!committed)
                return null;
        }

        foreach (var entry in entries.Where(e => e.State == EntryState.Pending && ChangeParts.WholeOf(e.TransactionId) is null))
            metrics.Changed(entry.Side);
        var recorded = await MirrorAsync(next, writes, receivedAt, ct);
        return recorded with
        {
            Parked = recorded.Parked || entries.Any(e => e.State == EntryState.Parked),
            More = whole ? null : recorded.Unsettled == 0 && entries.Count > 0 ? TimeSpan.Zero : UntilThereIsRoom,
        };
    }

    /// <summary>Goes on with what the account's earlier events left unsettled and is due.</summary>
    public Task<Recorded> ResumeDueAsync(Link link, Side side, DateTimeOffset receivedAt, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return MirrorAsync(link, [.. link.Pending.Where(p => p.Side == side && p.IsDue(now))], receivedAt, ct);
    }

    /// <summary>
    /// Goes on with what is due of the writes to the side of an event that may be the echo of one. Whose own event is on the poison queue has
    /// nobody else to go on with it, and would fence the event for ever.
    /// </summary>
    public async Task<Link> ResumeFencingAsync(Link link, Side side, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return (await MirrorAsync(link, [.. link.Pending.Where(p => p.Target == side && p.IsDue(now))], now, ct)).Link;
    }

    private async Task<Recorded> MirrorAsync(Link link, IReadOnlyList<PendingWrite> writes, DateTimeOffset receivedAt, CancellationToken ct)
    {
        var (settled, unsettled) = (0, 0);
        var parked = false;
        foreach (var write in writes)
        {
            // Only the first of new ones was committed as in flight by this instance; the others, and all resumed ones, are taken first.
            var result = write.InFlight && !write.IsDue(time.GetUtcNow())
                ? await mirroring.SendAsync(link, write, ct)
                : await mirroring.ResumeAsync(link, write, ct);
            link = result.Link;
            parked |= result.End == MirrorEnd.Parked;
            unsettled += result.End == MirrorEnd.Unsettled ? 1 : 0;
            if (result.End == MirrorEnd.Settled)
            {
                settled++;
                metrics.Lag(write.Side, time.GetUtcNow() - receivedAt);
            }
        }

        return new(link, settled, unsettled, parked);
    }

    private async Task RetractAsync(Link link, List<LedgerEntry> entries, bool stops, CancellationToken ct)
    {
        if (stops)
            await parking.RetractAccountAsync(link, ct);
        foreach (var entry in entries.Where(e => e.State == EntryState.Parked))
            await parking.RetractAsync(link, entry.Side, entry.TransactionId, ct);
    }

    private LedgerEntry? Entry(Link link, PointsTransaction transaction, Recognition recognition)
    {
        (EntryState? state, string? reason) = recognition switch
        {
            // Known, so that balances stay explained, and kept out of what both sides must have in common.
            Recognition.Change when sites.Find(link.SiteId)?.MovesFrom(transaction.Side) == false => (EntryState.Ignored, DirectionOff),
            Recognition.Change when ChangeParts.CountOf(transaction.Points) > ChangeParts.MostParts => (EntryState.Parked, ParkReasons.OverLimit),
            Recognition.Change => (EntryState.Pending, default(string)),
            Recognition.Suspicious => (EntryState.Parked, ParkReasons.CarriesOurMarker),
            Recognition.Nothing => (EntryState.Ignored, "no_points"),
            Recognition.UnknownKind => (EntryState.Ignored, "unknown_kind"),
            _ => (default(EntryState?), default(string)),
        };
        return state is null
            ? null
            : new(
                transaction.Side, transaction.Id, EntryKind.Change, state.Value, transaction.Points, transaction.Type, transaction.At,
                time.GetUtcNow(), Marker: Marker.For(link.SiteId, transaction.Side, transaction.Id), Reason: reason);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3011, Level = LogLevel.Critical, Message = "The two sides answered each other on account {WixAccountId}, {Changes} times: it is stopped")]
        public static partial void SidesAnswerEachOther(ILogger logger, string wixAccountId, int changes);
    }
}
