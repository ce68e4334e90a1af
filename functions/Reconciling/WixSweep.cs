using System.Collections.Concurrent;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// The second phase: pages Wix's accounts, a hundred a call, and compares balance and revision of each with what its link knows. One that
/// differs is to be looked at; one without a link is linked, or reported.
/// <para>Costs one storage call an account, and calls to Wix only for those that are linked now.</para>
/// </summary>
public sealed class WixSweep(
    IWixAudience audience, LedgerStore ledger, UnlinkedAccounts unlinkedAccounts, Suspects suspects)
{
    private const int AtOnce = 8;

    internal async Task<SweepResult> RunAsync(Job job, ReconcilePlan plan, int attempt, CancellationToken ct)
    {
        Page<LoyaltyAccount> page;
        try
        {
            page = await audience.ListAccountsAsync(job.SiteId, plan.Cursor, plan.From, WixWork.Background, ct);
        }
        catch (WixException e) when (e.Failure is WixFailure.Refused or WixFailure.NotFound && plan.Cursor is not null)
        {
            // Cursors may not live for ever; whoever comes again is compared again.
            return new(plan with { Cursor = null }, ReconcilePhases.Wix, []);
        }

        ConcurrentBag<LoyaltyAccount> unlinked = [];
        ConcurrentBag<Suspect> found = [];
        var stopped = 0;
        await Parallel.ForEachAsync(page.Items, SideBySide.Of(AtOnce, ct), async (account, token) =>
        {
            var link = await ledger.FindLinkAsync(job.SiteId, account.Id, token);
            if (link is null)
                unlinked.Add(account);
            else if (link.State != LinkState.Active)
                Interlocked.Increment(ref stopped);
            else if (!IsExplained(link, account))
                found.Add(new Suspect(account.Id));
        });

        var linked = 0;
        foreach (var account in unlinked.OrderBy(a => a.Id, StringComparer.Ordinal))
        {
            if (!await unlinkedAccounts.LinkAsync(job, account, attempt, ct))
                continue;
            linked++;
            // What it did before it was linked is looked at by its own events; whether all came is seen later.
            found.Add(new Suspect(account.Id));
        }

        Dictionary<string, long> counts = new()
        {
            [ReconcileCounts.WixAccounts] = page.Items.Count,
            [ReconcileCounts.Stopped] = stopped,
            [ReconcileCounts.Linked] = linked,
        };
        var next = plan with { Pieces = await suspects.PutAsync(job.JobId, 0, plan.Pieces, found.OrderBy(s => s.WixAccountId, StringComparer.Ordinal), ct) };
        return page.Next is null
            ? new(next.Next(), ReconcilePhases.External, counts)
            : new(next with { Cursor = page.Next, From = page.Items.Max(a => a.CreatedDate) ?? plan.From }, ReconcilePhases.Wix, counts);
    }

    /// <summary>
    /// Whether the ledger explains the account as Wix shows it: its balance, and every revision of it. What was not updated since the sync
    /// began, and the revision that its creation made, tell nothing.
    /// </summary>
    internal static bool IsExplained(Link link, LoyaltyAccount account) =>
        link.Pending.Count == 0
        && link.WixKnown == account.Balance
        && (account.Revision <= 1 || account.UpdatedDate < link.SyncFrom || link.Revisions.UnexplainedUpTo(account.Revision) == 0);
}
