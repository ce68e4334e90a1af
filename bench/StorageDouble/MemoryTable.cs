namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>The rows of one table. Several writes at once are one step.</summary>
internal sealed class MemoryTable(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly SortedSet<TableRow> sorted = new(TableRow.ByKey);
    private readonly Dictionary<(string Partition, string Row), TableRow> rows = [];
    private long version;

    public TableRow? Find(string partition, string row)
    {
        lock (gate)
            return rows.GetValueOrDefault((partition, row));
    }

    /// <summary>The rows of a range of keys, and the first that no longer fits.</summary>
    public (List<TableRow> Found, TableRow? Next) Query(TableFilter filter, TableRow? from, int most)
    {
        List<TableRow> found = [];
        lock (gate)
        {
            var lowest = TableRow.Key(filter.LowestPartition, filter.IsOnePartition ? filter.LowestRow : "");
            if (from is not null && TableRow.ByKey.Compare(from, lowest) > 0)
                lowest = from;
            var highest = TableRow.Key(filter.HighestPartition, filter.IsOnePartition ? filter.HighestRow : TableFilter.Last);
            if (TableRow.ByKey.Compare(lowest, highest) > 0)
                return (found, null);
            foreach (var row in sorted.GetViewBetween(lowest, highest).Where(filter.Matches))
            {
                if (found.Count == most)
                    return (found, row);
                found.Add(row);
            }
        }

        return (found, null);
    }

    /// <returns>The new ETags, or which write failed and why: then none happened.</returns>
    public (List<string?> ETags, int Failed, TableFailure? Why) Write(IReadOnlyList<TableWrite> writes)
    {
        lock (gate)
        {
            for (var i = 0; i < writes.Count; i++)
            {
                if (Check(writes[i]) is { } failure)
                    return ([], i, failure);
            }

            return ([.. writes.Select(Apply)], -1, null);
        }
    }

    private TableFailure? Check(TableWrite write)
    {
        var row = rows.GetValueOrDefault((write.Partition, write.Row));
        return (write.Method, row, write.IfMatch) switch
        {
            ("POST", not null, _) => TableFailure.Exists,
            ("POST", null, _) or (_, null, null) => null,
            (_, null, _) => TableFailure.Missing,
            (_, _, null or "*") => null,
            (_, _, var tag) => tag == row.ETag ? null : TableFailure.Changed,
        };
    }

    private string? Apply(TableWrite write)
    {
        var key = (write.Partition, write.Row);
        rows.Remove(key, out var before);
        if (before is not null)
            sorted.Remove(before);
        if (write.Method == "DELETE")
            return null;

        var json = write.Method is "PATCH" or "MERGE" && before is not null ? before.Merged(write.Json) : write.Json.ToArray();
        var row = new TableRow(write.Partition, write.Row, json, ++version, time.GetUtcNow());
        rows.Add(key, row);
        sorted.Add(row);
        return row.ETag;
    }
}
