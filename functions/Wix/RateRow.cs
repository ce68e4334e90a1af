using System.Globalization;
using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Wix;

/// <summary>The row of table <c>Sites</c> that holds a site's <see cref="RateLedger"/>: read, and written only over what was read.</summary>
internal sealed class RateRow(TableServiceClient service, string siteId, TimeSpan slot)
{
    private const string Key = "rate";

    private readonly TableClient table = service.GetTableClient(TableNames.Sites);
    private RateLedger? known;
    private ETag etag;

    /// <summary>
    /// Replaces the ledger by what <paramref name="change"/> makes of it; by nothing when that gives the same one back. The ledger as last
    /// seen by this instance is tried first: calls once taken stay taken, so an old one can only be refused, never give too much.
    /// </summary>
    public async Task ChangeAsync(Func<RateLedger, RateLedger> change, CancellationToken ct)
    {
        while (true)
        {
            var before = known ??= await ReadAsync(ct);
            var after = change(before);
            if (ReferenceEquals(after, before) || await TryWriteAsync(after, ct))
                return;
            known = null;
        }
    }

    private async Task<RateLedger> ReadAsync(CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(siteId, Key, cancellationToken: ct);
        if (!found.HasValue)
        {
            etag = default;
            return RateLedger.Empty;
        }

        var row = found.Value!;
        etag = row.ETag;
        // Slots of another length, after a change of the settings, cannot be compared.
        return row.GetInt64("SlotTicks") == slot.Ticks
            ? new(row.GetInt64("Newest") ?? 0, Counts(row, "Live"), Counts(row, "Background"), row.GetDateTimeOffset("ClosedUntil") ?? default)
            : RateLedger.Empty;
    }

    private async Task<bool> TryWriteAsync(RateLedger ledger, CancellationToken ct)
    {
        var row = new TableEntity(siteId, Key)
        {
            ["SlotTicks"] = slot.Ticks,
            ["Newest"] = ledger.Newest,
            ["Live"] = string.Join(',', ledger.Live),
            ["Background"] = string.Join(',', ledger.Background),
        };
        // Azure's tables begin in 1601.
        if (ledger.ClosedUntil > DateTimeOffset.UnixEpoch)
            row["ClosedUntil"] = ledger.ClosedUntil;

        try
        {
            var response = etag == default
                ? await table.AddEntityAsync(row, ct)
                : await table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, ct);
            etag = response.Headers.ETag ?? default;
            known = ledger;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    private static int[] Counts(TableEntity row, string name)
    {
        var counts = (row.GetString(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(count => int.Parse(count, CultureInfo.InvariantCulture)).Take(RateLedger.Slots).ToArray();
        return [.. counts, .. new int[RateLedger.Slots - counts.Length]];
    }
}
