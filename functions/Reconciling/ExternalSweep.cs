using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// The third phase: pages the external system's accounts and compares each balance with what its link knows. One that differs is to be looked
/// at; one without a link is reported. Costs two storage calls an account (one where this app made the account) and no call to Wix.
/// </summary>
public sealed class ExternalSweep(
    IExternalLoyalty external, AccountLinks links, LedgerStore ledger, Suspects suspects, JobStore jobs)
{
    private const int AtOnce = 8;
    private const int AccountsAPage = 500;

    internal async Task<SweepResult> RunAsync(Job job, ReconcilePlan plan, CancellationToken ct)
    {
        ExternalPage<ExternalAccount> page;
        try
        {
            page = await external.ListAccountsAsync(job.SiteId, plan.Cursor, AccountsAPage, ct);
        }
        catch (ExternalException e) when (e.Failure == ExternalFailure.Refused && plan.Cursor is not null)
        {
            // Cursors may not live for ever, and the contract knows no other place to go on from.
            return new(plan with { Cursor = null }, ReconcilePhases.External, []);
        }

        var mapped = await MappedAsync(job.SiteId, page.Items, ct);
        ConcurrentBag<Suspect> found = [];
        await Parallel.ForEachAsync(page.Items, SideBySide.Of(AtOnce, ct), async (account, token) =>
        {
            var link = await FindLinkAsync(job.SiteId, account, mapped, token);
            if (link is null)
                await jobs.ReportAsync(job.JobId, ReconcileFindings.OfExternalOnly(account), token);
            else if (link.State == LinkState.Active && (link.ExternalKnown != account.Balance || link.Pending.Count > 0))
                found.Add(new Suspect(link.WixAccountId));
        });

        Dictionary<string, long> counts = new() { [ReconcileCounts.ExternalAccounts] = page.Items.Count };
        var next = plan with { Pieces = await suspects.PutAsync(job.JobId, 0, plan.Pieces, found.OrderBy(s => s.WixAccountId, StringComparer.Ordinal), ct) };
        return page.Next is null
            ? new(next.Next(), ReconcilePhases.Looks, counts)
            : new(next with { Cursor = page.Next }, ReconcilePhases.External, counts);
    }

    /// <summary>The way over the mapping, for the whole page, where an account of it has to go that way.</summary>
    private async Task<IReadOnlyDictionary<string, string>> MappedAsync(string siteId, IReadOnlyList<ExternalAccount> page, CancellationToken ct)
    {
        List<string> ids = [.. page.Where(account => Reference(account) is null).Select(account => account.Id)];
        return ids.Count > 0 ? await links.ListBetweenAsync(siteId, ids, ct) : ReadOnlyDictionary<string, string>.Empty;
    }

    private async Task<Link?> FindLinkAsync(string siteId, ExternalAccount account, IReadOnlyDictionary<string, string> mapped, CancellationToken ct)
    {
        if (Reference(account) is { } reference && await ledger.FindLinkAsync(siteId, reference, ct) is { } named && named.ExternalAccountId == account.Id)
            return named;
        return (mapped.GetValueOrDefault(account.Id) ?? await links.FindByExternalAsync(siteId, account.Id, ct)) is { } wixAccountId
            && await ledger.FindLinkAsync(siteId, wixAccountId, ct) is { } link && link.ExternalAccountId == account.Id
            ? link
            : null;
    }

    /// <summary>The counterpart that an account names which this app made: that saves the way over the mapping.</summary>
    private static string? Reference(ExternalAccount account) =>
        Guid.TryParseExact(account.ExternalReference, "D", out var reference) ? reference.ToString() : null;
}
