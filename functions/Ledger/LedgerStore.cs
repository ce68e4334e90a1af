using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Ledger;

/// <summary>
/// Table <c>Ledger</c>: one partition per linked account.
/// <para>Promises: a commit is whole or nothing, and happens only if the link row is as it was read; two commits that began from the
/// same row cannot both succeed. One storage call each.</para>
/// <para>Does not promise: that an answer arrives. A commit whose answer is lost throws; the caller's message comes back, reads the
/// partition again and finds either all of the commit or nothing.</para>
/// </summary>
public sealed class LedgerStore(TableServiceClient tables)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Ledger);

    /// <summary>The link; null when the account is not linked.</summary>
    public async Task<Link?> FindLinkAsync(string siteId, string wixAccountId, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(LedgerKeys.Partition(siteId, wixAccountId), LedgerKeys.Link, cancellationToken: ct);
        return found.HasValue ? LedgerRows.ToLink(found.Value!) : null;
    }

    /// <summary>The entry; null when the ledger does not hold the transaction.</summary>
    public async Task<LedgerEntry?> FindEntryAsync(Link link, Side side, string transactionId, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(link.SiteId, link.WixAccountId), LedgerKeys.Transaction(side, transactionId), cancellationToken: ct);
        return found.HasValue ? LedgerRows.ToEntry(found.Value!) : null;
    }

    /// <summary>Inserts the row of a new link together with its first entries.</summary>
    /// <returns>The link under its ETag; null when the account has one already.</returns>
    public async Task<Link?> TryCreateLinkAsync(Link link, IReadOnlyList<LedgerEntry> entries, CancellationToken ct)
    {
        var partition = LedgerKeys.Partition(link.SiteId, link.WixAccountId);
        try
        {
            if (entries.Count == 0)
                return link with { ETag = (await table.AddEntityAsync(LedgerRows.ToRow(link), ct)).Headers.ETag!.Value };
            var answers = await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, LedgerRows.ToRow(link)),
                    .. entries.Select(entry => new TableTransactionAction(TableTransactionActionType.Add, LedgerRows.ToRow(partition, entry))),
                ],
                ct);
            return link with { ETag = answers.Value[0].Headers.ETag!.Value };
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }
    }

    /// <summary>The links of a site.</summary>
    public async IAsyncEnumerable<Link> ListLinksAsync(string siteId, [EnumeratorCancellation] CancellationToken ct)
    {
        var (from, to) = ($"{siteId}|", $"{siteId}|~");
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and RowKey eq {LedgerKeys.Link}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: ct))
            yield return LedgerRows.ToLink(row);
    }

    /// <summary>Commits one batch.</summary>
    /// <returns>With <see cref="CommitOutcome.Committed"/>, the link under its new ETag.</returns>
    public async Task<(CommitOutcome Outcome, Link Link)> CommitAsync(LedgerCommit commit, CancellationToken ct)
    {
        var link = commit.Link;
        var partition = LedgerKeys.Partition(link.SiteId, link.WixAccountId);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateReplace, LedgerRows.ToRow(link), link.ETag),
            .. commit.Inserts.Select(entry => new TableTransactionAction(TableTransactionActionType.Add, LedgerRows.ToRow(partition, entry))),
            // The link's ETag guards the whole partition: no entry is written without it.
            .. commit.Updates.Select(update => new TableTransactionAction(
                TableTransactionActionType.UpdateMerge, LedgerRows.ToRow(partition, update), ETag.All)),
        ];
        try
        {
            var answers = await table.SubmitTransactionAsync(actions, ct);
            return (CommitOutcome.Committed, link with { ETag = answers.Value[0].Headers.ETag!.Value });
        }
        catch (TableTransactionFailedException e) when (e.Status == 412)
        {
            return (CommitOutcome.LinkChanged, link);
        }
        catch (TableTransactionFailedException e) when (e.Status == 409)
        {
            return (CommitOutcome.EntryExists, link);
        }
    }

    /// <summary>
    /// Commits what <paramref name="change"/> makes of the link, made anew from the row as it is now for as long as another commit comes first.
    /// </summary>
    /// <param name="change">Gives null when there is nothing left to do.</param>
    /// <returns>The outcome and the link as it stands; <see cref="CommitOutcome.LinkChanged"/> means that nothing was left to do.</returns>
    public async Task<(CommitOutcome Outcome, Link Link)> UpdateAsync(Link link, Func<Link, LedgerCommit?> change, CancellationToken ct)
    {
        while (true)
        {
            if (change(link) is not { } commit)
                return (CommitOutcome.LinkChanged, link);
            var (outcome, committed) = await CommitAsync(commit, ct);
            if (outcome != CommitOutcome.LinkChanged)
                return (outcome, outcome == CommitOutcome.Committed ? committed : link);
            link = await RereadLinkAsync(link, ct);
        }
    }

    public async Task<Link> RereadLinkAsync(Link link, CancellationToken ct) =>
        await FindLinkAsync(link.SiteId, link.WixAccountId, ct)
        ?? throw new InvalidOperationException($"The link of account {link.WixAccountId} vanished while it was used.");
}
