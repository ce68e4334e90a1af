using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Handles a <c>points.changed</c> callback: records the change and has it mirrored to Wix.
/// <para>Promises the same as <see cref="WixPointsHandler"/>.</para>
/// </summary>
public sealed class ExternalPointsHandler(
    LedgerStore ledger,
    AccountLinks links,
    AccountLinker linking,
    ChangeRecorder recorder,
    UnseenTransactions unseen,
    AccountTurns turns,
    SiteInstallations installations,
    TimeProvider time,
    IOptions<SyncOptions> options)
{
    private readonly SyncOptions options = options.Value;

    /// <param name="redelivered">The queue delivers this message for a second time: its first delivery may have crashed.</param>
    public async Task<Handled> HandleAsync(ExternalEvent e, bool redelivered, CancellationToken ct)
    {
        // When the app comes back, every account is looked at.
        if (await installations.IsRemovedAsync(e.SiteId, ct))
            return new(EventOutcome.Nothing);
        if (await links.FindByExternalAsync(e.SiteId, e.AccountId, ct) is not { } wixAccountId)
        {
            var linked = await linking.FromExternalAsync(e.SiteId, e.AccountId, ct);
            if (linked.Link is null)
                return new(linked.Again is null ? EventOutcome.Parked : EventOutcome.Waiting, linked.Again);
            wixAccountId = linked.Link.WixAccountId;
        }

        using var turn = await turns.TakeAsync(e.SiteId, wixAccountId, ct);
        var settled = 0;
        for (var conflicts = 0; conflicts < 10; conflicts++)
        {
            var link = await ledger.FindLinkAsync(e.SiteId, wixAccountId, ct);
            if (link is null || link.ExternalAccountId != e.AccountId)
            {
                // What is remembered of the mapping is out of date, or a linking stopped half way: go through it.
                var linked = await linking.FromExternalAsync(e.SiteId, e.AccountId, ct);
                if (linked.Link is null)
                    return new(linked.Again is null ? EventOutcome.Parked : EventOutcome.Waiting, linked.Again);
                if (linked.Link.WixAccountId != wixAccountId)
                    return new(EventOutcome.Waiting, TimeSpan.FromSeconds(1));
                link = linked.Link;
            }

            if (link.State != LinkState.Active)
                return new(EventOutcome.Parked);

            var resumed = await recorder.ResumeDueAsync(link, Side.External, e.ReceivedAt, ct);
            link = resumed.Link;
            settled += resumed.Settled;
            var mine = redelivered || e.Attempt > 0 || conflicts > 0 || resumed.Unsettled > 0;
            if (await TakeAsync(link, e, mine, sure: conflicts > 0, ct) is { } handled)
                return handled.Outcome == EventOutcome.Mirrored || settled == 0 ? handled : handled with { Outcome = EventOutcome.Mirrored };
        }

        return new(EventOutcome.Fenced, TimeSpan.FromSeconds(1));
    }

    /// <summary>Null when it has to be decided anew, from the row as it is now.</summary>
    /// <param name="sure">Asks the ledger for all that the link row does not remember: it may have forgotten some.</param>
    private async Task<Handled?> TakeAsync(Link link, ExternalEvent e, bool mine, bool sure, CancellationToken ct)
    {
        IReadOnlyList<PointsTransaction> listed = e.Transaction is { } told
            ? [UnseenTransactions.Of(told)]
            : await unseen.ListExternalAsync(link, link.ExternalCursor - options.Overlap, ct);
        var news = await unseen.NotInLedgerAsync(link, Side.External, listed, sure, ct);
        var found = news.Select(t => (t, Recogniser.Recognise(link, t))).ToList();
        var fenced = found.Any(f => f.Item2 == Recognition.PerhapsEcho);

        var whole = e.Transaction is null && !fenced && listed.Count > 0 && listed[^1].At > link.ExternalCursor;
        var recorded = await recorder.RecordAsync(
            link, found, next => whole ? next with { ExternalCursor = listed[^1].At } : next, e.ReceivedAt, sure, ct);
        if (recorded is null)
            return null;

        if (fenced)
            recorded = recorded with { Link = await recorder.ResumeFencingAsync(recorded.Link, Side.External, ct) };
        var ticket = mine || recorded.Unsettled > 0 ? ResumeTicket.For(recorded.Link, Side.External, time.GetUtcNow()) : null;
        var outcome = recorded switch
        {
            { Settled: > 0 } => EventOutcome.Mirrored,
            { Parked: true } => EventOutcome.Parked,
            _ when fenced => EventOutcome.Fenced,
            _ when found.Any(f => f.Item2 == Recognition.Echo) => EventOutcome.Echo,
            _ when listed.Count > 0 && listed.All(t => link.RecentExternal.Find(t.Id) == EntryKind.Mirror) => EventOutcome.Echo,
            _ when ticket is not null => EventOutcome.Waiting,
            _ when found.Count == 0 && listed.Count > 0 => EventOutcome.Duplicate,
            _ => EventOutcome.Nothing,
        };
        return new(outcome, recorded.More ?? (fenced ? options.FenceDelay : ticket));
    }
}
