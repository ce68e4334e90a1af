using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Handles a Points Updated event: finds the changes it tells of, records them and has them mirrored.
/// <para>Promises: when it returns without <see cref="Handled.Again"/>, every change that the event tells of is settled, parked, or in the
/// care of another event. A crash anywhere leaves the event on the queue, and its next delivery ends in the same ledger.</para>
/// </summary>
public sealed class WixPointsHandler(
    LedgerStore ledger,
    AccountLinker linking,
    ChangeRecorder recorder,
    UnseenTransactions unseen,
    Parking parking,
    AccountTurns turns,
    IWixLoyalty wix,
    TimeProvider time,
    IOptions<SyncOptions> options)
{
    private readonly SyncOptions options = options.Value;

    /// <param name="redelivered">The queue delivers this message for a second time: its first delivery may have crashed.</param>
    public async Task<Handled> HandleAsync(WixEvent e, bool redelivered, CancellationToken ct)
    {
        var accountId = e.AccountId ?? throw new InvalidOperationException($"Event {e.EventId} names no account.");
        using var turn = await turns.TakeAsync(e.SiteId, accountId, ct);
        var settled = 0;
        for (var conflicts = 0; conflicts < 10; conflicts++)
        {
            if (await ledger.FindLinkAsync(e.SiteId, accountId, ct) is not { } link)
            {
                var linked = await linking.FromWixAsync(e.SiteId, accountId, ct);
                if (linked.Link is null)
                    return new(linked.Again is null ? EventOutcome.Parked : EventOutcome.Waiting, linked.Again);
                link = linked.Link;
            }

            if (link.State != LinkState.Active)
                return new(EventOutcome.Parked);

            var resumed = await recorder.ResumeDueAsync(link, Side.Wix, e.ReceivedAt, ct);
            link = resumed.Link;
            settled += resumed.Settled;
            // Whatever this event may have left unsettled earlier keeps it coming.
            var mine = redelivered || e.Attempt > 0 || conflicts > 0;

            var nudge = WixLook.Weigh(link, e.Revision, e.Balance);
            if (nudge != Nudge.Look)
            {
                var known = nudge == Nudge.Echo ? EventOutcome.Echo : EventOutcome.Duplicate;
                return new(settled > 0 ? EventOutcome.Mirrored : known, mine || resumed.Unsettled > 0 ? Ticket(link) : null);
            }

            if (await TakeAsync(link, e, mine || resumed.Unsettled > 0, sure: conflicts > 0, ct) is { } handled)
                return handled.Outcome == EventOutcome.Mirrored || settled == 0 ? handled : handled with { Outcome = EventOutcome.Mirrored };
        }

        return new(EventOutcome.Fenced, TimeSpan.FromSeconds(1));
    }

    /// <summary>Null when it has to be decided anew, from the row as it is now.</summary>
    /// <param name="sure">Asks the ledger for all that the link row does not remember: it may have forgotten some.</param>
    private async Task<Handled?> TakeAsync(Link link, WixEvent e, bool mine, bool sure, CancellationToken ct)
    {
        IReadOnlyList<PointsTransaction> listed = e.Transaction is { } told
            ? [UnseenTransactions.Of(told)]
            : await unseen.ListWixAsync(link, link.WixCursor - options.Overlap, ct);
        var news = await unseen.NotInLedgerAsync(link, Side.Wix, listed, sure, ct);
        var found = news.Select(t => (t, Recogniser.Recognise(link, t))).ToList();
        var fenced = found.Any(f => f.Item2 == Recognition.PerhapsEcho);

        var view = e.Transaction is null ? await ViewAsync(link, e, news, ct) : ViewOfOne(link, e);
        var recorded = await recorder.RecordAsync(link, found, next => fenced ? next : Advance(next, view, listed), e.ReceivedAt, sure, ct);
        if (recorded is null)
            return null;

        if (fenced)
            recorded = recorded with { Link = await recorder.ResumeFencingAsync(recorded.Link, Side.Wix, ct) };
        if (view.Unexplained && !fenced && e.Looks + 1 >= options.LookAgainAttempts)
            await parking.PutAccountAsync(link.SiteId, Side.Wix, link.WixAccountId, link.WixAccountId, ParkReasons.UnexplainedBalance, ct);

        var ticket = mine || recorded.Unsettled > 0 ? Ticket(recorded.Link) : null;
        TimeSpan? fence = fenced ? options.FenceDelay : null;
        var look = e.Looks + 1 < options.LookAgainAttempts ? view.LookAgain : null;
        var outcome = recorded switch
        {
            { Settled: > 0 } => EventOutcome.Mirrored,
            { Parked: true } => EventOutcome.Parked,
            _ when fenced => EventOutcome.Fenced,
            _ when found.Any(f => f.Item2 == Recognition.Echo) || AllKnownAsMirrors(link, listed) => EventOutcome.Echo,
            _ when found.Count == 0 && e.Transaction is not null => EventOutcome.Duplicate,
            _ when ticket is not null => EventOutcome.Waiting,
            _ => EventOutcome.Nothing,
        };
        return new(outcome, Earliest(recorded.More, fence, look, ticket), Look: look is not null && !fenced);
    }

    /// <summary>How far a look at the listed transactions explains the account.</summary>
    private async Task<WixView> ViewAsync(Link link, WixEvent e, IReadOnlyList<PointsTransaction> news, CancellationToken ct)
    {
        var explained = e.Balance is { } balance && e.Revision > 0 ? WixLook.ExplainedRevision(link, news, e.Revision, balance) : null;
        if (explained is null)
        {
            // The event may be older than what is listed and known: the account as it is now is the judge.
            var account = await wix.GetAccountAsync(link.SiteId, link.WixAccountId, WixWork.Live, ct);
            if (account is null || link.WixKnown + news.Sum(t => t.Points) != account.Balance)
                return new(null, options.LookAgainDelay, Unexplained: true);
            explained = account.Revision;
        }

        if (!WixLook.MayHideMore(link, news, explained.Value))
            return new(explained);
        // What the event tells of is listed once lists can lag no more; real accounts are also touched without points.
        var wait = options.TransactionLag - (time.GetUtcNow() - e.ReceivedAt);
        return wait > TimeSpan.Zero
            ? new(null, wait > options.LookAgainDelay ? wait : options.LookAgainDelay)
            : new(e.Revision > 0 ? Math.Min(e.Revision, explained.Value) : null);
    }

    /// <summary>An event that carries its transaction explains its own revision, and leaves a gap to be looked into where others are missing.</summary>
    private WixView ViewOfOne(Link link, WixEvent e) =>
        new(null, link.Revisions.With(e.Revision).Seen < e.Revision ? options.LookAgainDelay : null, Single: e.Revision);

    private static Link Advance(Link link, WixView view, IReadOnlyList<PointsTransaction> listed)
    {
        var revisions = view switch
        {
            { Explained: { } all } => link.Revisions.UpTo(all),
            { Single: { } one } => link.Revisions.With(one),
            _ => link.Revisions,
        };
        var newest = listed.Count > 0 ? listed.Max(t => t.At) : DateTimeOffset.MinValue;
        var cursor = view.LookAgain is not null || newest <= link.WixCursor ? link.WixCursor : newest;
        return revisions == link.Revisions && cursor == link.WixCursor ? link : link with { Revisions = revisions, WixCursor = cursor };
    }

    private static bool AllKnownAsMirrors(Link link, IReadOnlyList<PointsTransaction> listed) =>
        listed.Count > 0 && listed.All(t => link.RecentWix.Find(t.Id) == EntryKind.Mirror);

    private TimeSpan? Ticket(Link link) => ResumeTicket.For(link, Side.Wix, time.GetUtcNow());

    private static TimeSpan? Earliest(params ReadOnlySpan<TimeSpan?> waits)
    {
        TimeSpan? earliest = null;
        foreach (var wait in waits)
        {
            if (wait is not null && (earliest is null || wait < earliest))
                earliest = wait;
        }

        return earliest;
    }

    /// <param name="Explained">Everything up to this revision is explained.</param>
    /// <param name="LookAgain">What is listed may not be all: how long until it may be.</param>
    /// <param name="Unexplained">The balance shows more than what is listed.</param>
    /// <param name="Single">The one revision that the event's own transaction explains.</param>
    private sealed record WixView(long? Explained, TimeSpan? LookAgain = null, bool Unexplained = false, long? Single = null);
}
