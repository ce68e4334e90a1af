using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace LoyaltyFunctions.Ledger;

/// <summary>
/// Table <c>AccountLinks</c>: the Wix account of an external account or of a contact; the way back is the ledger's partition key. A row for
/// an external account is the claim that keeps it from being linked twice: the first insert wins, in a partition of its own. A site's contacts
/// are one partition, so that an activation writes a slice of them in one call.
/// <para>Answers are remembered in memory; the ledger's link row, which names the external account, is the judge of a remembered one.</para>
/// </summary>
public sealed class AccountLinks(TableServiceClient tables, IMemoryCache cache)
{
    private const string RowKey = "link";
    private const int MostRowsABatch = 100;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);
    private readonly TableClient table = tables.GetTableClient(TableNames.AccountLinks);

    /// <summary>The Wix account that the external account belongs to; null when there is none.</summary>
    public async Task<string?> FindByExternalAsync(string siteId, string externalAccountId, CancellationToken ct)
    {
        var key = ExternalKey(siteId, externalAccountId);
        return cache.TryGetValue(key, out string? known) ? known : await ReadExternalAsync(key, ct);
    }

    /// <summary>
    /// The Wix accounts of the external accounts whose ids lie between the first and the last of these: one call, the first thousand of them.
    /// For pages that are sorted by id it gives them all; what it does not give may be linked all the same. Remembers nothing.
    /// </summary>
    /// <param name="externalAccountIds">At least one, in any order.</param>
    /// <returns>By external account.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ListBetweenAsync(string siteId, IReadOnlyCollection<string> externalAccountIds, CancellationToken ct)
    {
        var prefix = ExternalKey(siteId, "");
        var (first, last) = (prefix + externalAccountIds.Min(StringComparer.Ordinal), prefix + externalAccountIds.Max(StringComparer.Ordinal));
        var pages = table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}"), cancellationToken: ct).AsPages();
        await foreach (var page in pages)
            return page.Values.ToDictionary(row => row.PartitionKey[prefix.Length..], row => row.GetString("WixAccountId"), StringComparer.Ordinal);
        return new Dictionary<string, string>();
    }

    /// <summary>Reads past what is remembered.</summary>
    public Task<string?> RereadByExternalAsync(string siteId, string externalAccountId, CancellationToken ct) =>
        ReadExternalAsync(ExternalKey(siteId, externalAccountId), ct);

    /// <summary>The Wix account of the contact; null when it is not linked.</summary>
    public Task<string?> FindByContactAsync(string siteId, string contactId, CancellationToken ct) => ReadAsync(ContactsKey(siteId), contactId, ct);

    /// <summary>Claims the external account for the Wix account.</summary>
    /// <returns>The Wix account that holds the claim now: the given one, or the one that was first.</returns>
    public async Task<string> ClaimExternalAsync(string siteId, string externalAccountId, string wixAccountId, CancellationToken ct)
    {
        var key = ExternalKey(siteId, externalAccountId);
        try
        {
            await table.AddEntityAsync(Row(key, wixAccountId), ct);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return await ReadExternalAsync(key, ct) ?? throw new InvalidOperationException($"The claim on external account {externalAccountId} vanished while it was read.");
        }

        return wixAccountId;
    }

    /// <summary>Gives a claim up that no link row came to stand behind.</summary>
    public async Task ReleaseExternalAsync(string siteId, string externalAccountId, CancellationToken ct)
    {
        var key = ExternalKey(siteId, externalAccountId);
        cache.Remove(key);
        await table.DeleteEntityAsync(key, RowKey, ETag.All, ct);
    }

    public Task PutContactAsync(string siteId, string contactId, string wixAccountId, CancellationToken ct) =>
        table.UpsertEntityAsync(Row(ContactsKey(siteId), wixAccountId, contactId), TableUpdateMode.Replace, ct);

    /// <summary>As <see cref="PutContactAsync"/> for the contacts of these links, a hundred a call.</summary>
    public async Task PutContactsAsync(string siteId, IEnumerable<Link> made, CancellationToken ct)
    {
        var rows = made.Where(link => link.ContactId is not null).DistinctBy(link => link.ContactId)
            .Select(link => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(ContactsKey(siteId), link.WixAccountId, link.ContactId!)));
        foreach (var batch in rows.Chunk(MostRowsABatch))
            await table.SubmitTransactionAsync(batch, ct);
    }

    /// <summary>The contact is gone, or its account belongs to another now.</summary>
    public Task RemoveContactAsync(string siteId, string contactId, CancellationToken ct) =>
        table.DeleteEntityAsync(ContactsKey(siteId), contactId, ETag.All, ct);

    /// <summary>A person says that these two belong together.</summary>
    public async Task PutOverrideAsync(string siteId, string wixAccountId, string externalAccountId, CancellationToken ct)
    {
        await table.UpsertEntityAsync(
            new TableEntity(OverrideKey(siteId, Side.Wix, wixAccountId), RowKey) { ["ExternalAccountId"] = externalAccountId }, TableUpdateMode.Replace, ct);
        await table.UpsertEntityAsync(Row(OverrideKey(siteId, Side.External, externalAccountId), wixAccountId), TableUpdateMode.Replace, ct);
    }

    /// <summary>The external account that a person gave the Wix account; null when nobody did.</summary>
    public async Task<string?> FindOverrideAsync(string siteId, string wixAccountId, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(OverrideKey(siteId, Side.Wix, wixAccountId), RowKey, cancellationToken: ct);
        return found.HasValue ? found.Value!.GetString("ExternalAccountId") : null;
    }

    /// <summary>The Wix account that a person gave the external account; null when nobody did, or said otherwise later.</summary>
    public async Task<string?> FindOverrideByExternalAsync(string siteId, string externalAccountId, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(OverrideKey(siteId, Side.External, externalAccountId), RowKey, cancellationToken: ct);
        return found.HasValue && found.Value!.GetString("WixAccountId") is { } wixAccountId
            && await FindOverrideAsync(siteId, wixAccountId, ct) == externalAccountId
            ? wixAccountId
            : null;
    }

    /// <summary>The Wix accounts that a person gave an external account; usually none or few. One call for a thousand.</summary>
    public async Task<IReadOnlySet<string>> ListOverriddenAsync(string siteId, CancellationToken ct)
    {
        var prefix = OverrideKey(siteId, Side.Wix, "");
        HashSet<string> found = new(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {prefix + "~"}"), select: ["PartitionKey"], cancellationToken: ct))
            found.Add(row.PartitionKey[prefix.Length..]);
        return found;
    }

    private async Task<string?> ReadExternalAsync(string key, CancellationToken ct)
    {
        var wixAccountId = await ReadAsync(key, RowKey, ct);
        if (wixAccountId is not null)
            cache.Set(key, wixAccountId, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        return wixAccountId;
    }

    private async Task<string?> ReadAsync(string partition, string row, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: ct);
        return found.HasValue ? found.Value!.GetString("WixAccountId") : null;
    }

    private static TableEntity Row(string partition, string wixAccountId, string row = RowKey) => new(partition, row) { ["WixAccountId"] = wixAccountId };

    private static string ExternalKey(string siteId, string id) => $"{siteId}|{Side.External.Code()}|{id}";

    private static string OverrideKey(string siteId, Side side, string id) => $"{siteId}|override|{side.Code()}|{id}";

    private static string ContactsKey(string siteId) => $"{siteId}|contacts";
}
