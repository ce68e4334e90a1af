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

    /// <summary>Inserts the row of a new link; false when the account has one.</summary>
    public async Task<bool> TryCreateLinkAsync(Link link, CancellationToken ct)
    {
        try
        {
            await table.AddEntityAsync(LedgerRows.ToRow(link), ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Replaces the link row as read by <paramref name="link"/>, inserts and replaces entries, all in one batch.</summary>
    /// <returns>With <see cref="CommitOutcome.Committed"/>, the link under its new ETag.</returns>
    public async Task<(CommitOutcome Outcome, Link Link)> CommitAsync(
        Link link, IReadOnlyCollection<LedgerEntry> inserts, IReadOnlyCollection<LedgerEntry> replacements, CancellationToken ct)
    {
        var partition = LedgerKeys.Partition(link.SiteId, link.WixAccountId);
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, LedgerRows.ToRow(link), link.ETag)];
        actions.AddRange(inserts.Select(entry => new TableTransactionAction(TableTransactionActionType.Add, LedgerRows.ToRow(partition, entry))));
        // The link's ETag guards the whole partition: no entry is written without it.
        actions.AddRange(replacements.Select(entry => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, LedgerRows.ToRow(partition, entry))));
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
}
