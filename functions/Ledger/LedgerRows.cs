using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Ledger;

/// <summary>How links and entries stand in the table.</summary>
internal static class LedgerRows
{
    public static TableEntity ToRow(Link link) => new(LedgerKeys.Partition(link.SiteId, link.WixAccountId), LedgerKeys.Link)
    {
        ["SiteId"] = link.SiteId,
        ["WixAccountId"] = link.WixAccountId,
        ["ExternalAccountId"] = link.ExternalAccountId,
        ["ContactId"] = link.ContactId,
        ["State"] = link.State.ToString(),
        ["WixOpening"] = link.WixOpening,
        ["ExternalOpening"] = link.ExternalOpening,
        ["WixKnown"] = link.WixKnown,
        ["ExternalKnown"] = link.ExternalKnown,
        ["WixCursor"] = link.WixCursor,
        ["ExternalCursor"] = link.ExternalCursor,
        ["Revisions"] = Json(link.Revisions, LedgerJson.Default.WixRevisions),
        ["RecentWix"] = RecentTransactionsText.Write(link.RecentWix),
        ["RecentExternal"] = RecentTransactionsText.Write(link.RecentExternal),
        ["Pending"] = Json(link.Pending, LedgerJson.Default.IReadOnlyListPendingWrite),
        ["PendingCount"] = link.Pending.Count,
        ["Volley"] = Json(link.Volley, LedgerJson.Default.IReadOnlyListVolleyChange),
        ["Reason"] = link.Reason,
        ["SyncFrom"] = link.SyncFrom,
        ["LinkedAt"] = link.LinkedAt,
    };

    public static Link ToLink(TableEntity row) => new(
        row.GetString("SiteId"),
        row.GetString("WixAccountId"),
        row.GetString("ExternalAccountId"),
        row.GetString("ContactId"),
        Enum.Parse<LinkState>(row.GetString("State")),
        row.GetInt64("WixOpening") ?? 0,
        row.GetInt64("ExternalOpening") ?? 0,
        row.GetInt64("WixKnown") ?? 0,
        row.GetInt64("ExternalKnown") ?? 0,
        row.GetDateTimeOffset("WixCursor")!.Value,
        row.GetDateTimeOffset("ExternalCursor")!.Value,
        Parse(row, "Revisions", LedgerJson.Default.WixRevisions),
        Recent(row, "RecentWix"),
        Recent(row, "RecentExternal"),
        Parse(row, "Pending", LedgerJson.Default.IReadOnlyListPendingWrite),
        Parse(row, "Volley", LedgerJson.Default.IReadOnlyListVolleyChange),
        row.GetString("Reason"),
        row.GetDateTimeOffset("SyncFrom")!.Value,
        row.GetDateTimeOffset("LinkedAt")!.Value,
        row.ETag);

    public static TableEntity ToRow(string partition, LedgerEntry entry) => new(partition, LedgerKeys.Transaction(entry.Side, entry.TransactionId))
    {
        ["Side"] = entry.Side.ToString(),
        ["TransactionId"] = entry.TransactionId,
        ["Kind"] = entry.Kind.ToString(),
        ["State"] = entry.State.ToString(),
        ["Points"] = entry.Points,
        ["Type"] = entry.Type,
        ["OccurredAt"] = entry.OccurredAt,
        ["RecordedAt"] = entry.RecordedAt,
        ["CounterpartId"] = entry.CounterpartId,
        ["Mirrored"] = entry.Mirrored,
        ["Marker"] = entry.Marker,
        ["RevisionSent"] = entry.RevisionSent,
        ["BalanceExpected"] = entry.BalanceExpected,
        ["Reason"] = entry.Reason,
    };

    public static TableEntity ToRow(string partition, EntryUpdate update)
    {
        var row = new TableEntity(partition, LedgerKeys.Transaction(update.Side, update.TransactionId)) { ["State"] = update.State.ToString() };
        AddIfGiven("CounterpartId", update.CounterpartId);
        AddIfGiven("Mirrored", update.Mirrored);
        AddIfGiven("RevisionSent", update.RevisionSent);
        AddIfGiven("BalanceExpected", update.BalanceExpected);
        AddIfGiven("Reason", update.Reason);
        return row;

        void AddIfGiven(string column, object? value)
        {
            if (value is not null)
                row[column] = value;
        }
    }

    public static LedgerEntry ToEntry(TableEntity row) => new(
        Enum.Parse<Side>(row.GetString("Side")),
        row.GetString("TransactionId"),
        Enum.Parse<EntryKind>(row.GetString("Kind")),
        Enum.Parse<EntryState>(row.GetString("State")),
        row.GetInt64("Points") ?? 0,
        row.GetString("Type"),
        row.GetDateTimeOffset("OccurredAt")!.Value,
        row.GetDateTimeOffset("RecordedAt")!.Value,
        row.GetString("CounterpartId"),
        row.GetInt64("Mirrored"),
        row.GetString("Marker"),
        row.GetInt64("RevisionSent"),
        row.GetInt64("BalanceExpected"),
        row.GetString("Reason"));

    private static string Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    private static T Parse<T>(TableEntity row, string column, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(row.GetString(column), type)
        ?? throw new InvalidDataException($"Column {column} of {row.PartitionKey}/{row.RowKey} is empty.");

    private static RecentTransactions Recent(TableEntity row, string column)
    {
        try
        {
            return RecentTransactionsText.Read(row.GetString(column));
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"Column {column} of {row.PartitionKey}/{row.RowKey} cannot be read.", e);
        }
    }
}
