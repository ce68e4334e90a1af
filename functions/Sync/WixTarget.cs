using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Writes mirrors to Wix. Adjust Points has no idempotency key; its guard is the revision: of all writes sent with one revision Wix takes
/// at most one. So a write whose answer is lost is sent again with the <em>same</em> revision, or, where the revision moved, only after the
/// account's transactions explain its balance without it. A site may have credits written by Earn Points, whose idempotency key is its guard.
/// </summary>
public sealed class WixTarget(IWixLoyalty wix, ISiteSettings sites, UnseenTransactions unseen, TimeProvider time, IOptions<SyncOptions> options) : IMirrorTarget
{
    private static readonly WriteOutcome Insufficient =
        new WriteOutcome.Refused(RefusalCodes.InsufficientPoints, "The balance is lower than the points to take away.");

    public async Task<PendingWrite> PrepareAsync(Link link, PendingWrite write, CancellationToken ct)
    {
        if (ByEarning(link, write))
            return write with { Revision = null, Before = null };
        // To an account that is gone it is sent all the same: Wix refuses it, and refusals are decided in one place.
        return await FindAccountAsync(link, WorkOf(write), ct) is { } account ? Prepared(write, account) : write with { Revision = 0, Before = null };
    }

    public async Task<WriteOutcome> SendAsync(Link link, PendingWrite write, CancellationToken ct)
    {
        var marker = Marker.For(link.SiteId, write.Side, write.TransactionId);
        var description = Marker.Describe(sites.Find(link.SiteId)?.Name ?? "", marker);
        if (write.Revision is not { } revision)
            return await wix.EarnPointsAsync(link.SiteId, link.WixAccountId, write.Points, marker, description, WorkOf(write), ct);
        // Wix would refuse it; the rate is better spent.
        if (write.Before + write.Points < 0)
            return Insufficient;

        var outcome = await wix.AdjustPointsAsync(link.SiteId, link.WixAccountId, write.Points, revision, description, WorkOf(write), ct);
        return outcome is WriteOutcome.Refused { Code: not (RefusalCodes.InsufficientPoints or RefusalCodes.AccountNotFound or RefusalCodes.NotPermitted) }
            ? Judge(outcome, write, await FindAccountAsync(link, WorkOf(write), ct))
            : outcome;
    }

    public async Task<Whereabouts> FindAsync(Link link, PendingWrite write, CancellationToken ct)
    {
        var marker = Marker.For(link.SiteId, write.Side, write.TransactionId);
        if (write.Revision is not { } sent)
        {
            var earned = await wix.FindTransactionByIdempotencyKeyAsync(link.SiteId, link.WixAccountId, marker, WorkOf(write), ct);
            return earned is null ? new Whereabouts.NotLanded(write) : Landed(earned.Id);
        }

        if (await FindAccountAsync(link, WorkOf(write), ct) is not { } account || account.Revision == sent)
            return new Whereabouts.NotLanded(write);

        var began = (write.Began ?? write.OccurredAt) - Clocks.Apart;
        var listed = await unseen.ListWixAsync(link, began < link.WixCursor ? began : link.WixCursor, ct);
        if (listed.FirstOrDefault(t => Recogniser.Proves(write, marker, t)) is { } marked)
            return Landed(marked.Id);
        // Unmarked transactions in the ledger are no candidates: each has a meaning already.
        var news = await unseen.NotInLedgerAsync(link, Side.Wix, listed, sure: true, ct);
        if (news.FirstOrDefault(t => t.At >= began && Recogniser.CouldBe(write, t)) is { } candidate)
            return Landed(candidate.Id);

        // Listings lag: only if they explain the account without this write is it certain that it did not land.
        var moved = write.Moved ?? time.GetUtcNow();
        var explained = link.WixKnown + news.Sum(t => t.Points) == account.Balance;
        var complete = news.Count >= link.Revisions.UnexplainedUpTo(account.Revision);
        return explained && (complete || time.GetUtcNow() - moved >= options.Value.TransactionLag)
            ? new Whereabouts.NotLanded(Prepared(write, account))
            : new Whereabouts.CannotTell(write with { Moved = moved });
    }

    public bool RepeatIsHarmless(Link link) => true;

    public async Task<long> BalanceAsync(Link link, CancellationToken ct) => (await FindAccountAsync(link, WixWork.Live, ct))?.Balance ?? 0;

    /// <summary>Wix documents no codes for a stale revision or a debit below zero: the account itself says which it was.</summary>
    private static WriteOutcome Judge(WriteOutcome refused, PendingWrite write, LoyaltyAccount? account) =>
        account is null ? refused
        : account.Revision != write.Revision ? new WriteOutcome.Stale()
        : account.Balance + write.Points < 0 ? Insufficient
        : refused;

    private static Whereabouts.Landed Landed(string transactionId) => new(new WriteOutcome.Written(transactionId, null, null));

    private static PendingWrite Prepared(PendingWrite write, LoyaltyAccount account) =>
        write with { Revision = account.Revision, Before = account.Balance, Moved = null };

    private bool ByEarning(Link link, PendingWrite write) =>
        write.Points > 0 && sites.Find(link.SiteId)?.WixCredits == WixCredit.Earn;

    // Openings and repairs of a whole site must not crowd out what people do meanwhile.
    private static WixWork WorkOf(PendingWrite write) => Opening.Is(write.TransactionId) || DriftId.Is(write.TransactionId) ? WixWork.Background : WixWork.Live;

    private Task<LoyaltyAccount?> FindAccountAsync(Link link, WixWork work, CancellationToken ct) =>
        wix.GetAccountAsync(link.SiteId, link.WixAccountId, work, ct);
}
