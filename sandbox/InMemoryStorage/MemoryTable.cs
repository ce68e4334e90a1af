namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>The rows of one table. Several writes at once are one step.</summary>
/// <param name="merge">The content of a row with that of a merge in its place where both have it.</param>
internal sealed class MemoryTable<T>(TimeProvider time, Func<T, T, T> merge)
{
    private readonly Lock gate = new();
    private readonly SortedSet<TableRow<T>> sorted = new(TableRow<T>.ByKey);
    private readonly Dictionary<(string Partition, string Row), TableRow<T>> rows = [];
    private long version;

    public TableRow<T>? Find(string partition, string row)
    {
        lock (gate)
            return rows.GetValueOrDefault((partition, row));
    }

    /// <summary>The rows that match, in the order of their keys, and the first that no longer fits.</summary>
    /// <param name="property">A property of a row's content; null when it has none of the name.</param>
    public (List<TableRow<T>> Found, TableRow<T>? Next) Query(TableFilter filter, TableRow<T>? from, int most, Func<T, string, object?> property)
    {
        List<TableRow<T>> found = [];
        lock (gate)
        {
            var lowest = TableRow<T>.Key(filter.LowestPartition, filter.IsOnePartition ? filter.LowestRow : "");
            if (from is not null && TableRow<T>.ByKey.Compare(from, lowest) > 0)
                lowest = from;
            var highest = TableRow<T>.Key(filter.HighestPartition, filter.IsOnePartition ? filter.HighestRow : TableFilter.Last);
            if (TableRow<T>.ByKey.Compare(lowest, highest) > 0)
                return (found, null);
            foreach (var row in sorted.GetViewBetween(lowest, highest).Where(row => filter.Matches(row, property)))
            {
                if (found.Count == most)
                    return (found, row);
                found.Add(row);
            }
        }

        return (found, null);
    }

    /// <returns>The new ETags, or which write failed and why: then none happened.</returns>
    public (List<string?> ETags, int Failed, TableFailure? Why) Write(IReadOnlyList<TableWrite<T>> writes)
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

    private TableFailure? Check(TableWrite<T> write)
    {
        var row = rows.GetValueOrDefault((write.Partition, write.Row));
        return (write.Kind, row, write.IfMatch) switch
        {
            (TableWriteKind.Insert, not null, _) => TableFailure.Exists,
            (TableWriteKind.Insert, null, _) => null,
            (TableWriteKind.Replace or TableWriteKind.Merge, null, null) => null,
            (_, null, _) => TableFailure.Missing,
            (_, _, null or "*") => null,
            (_, _, var tag) => tag == row.ETag ? null : TableFailure.Changed,
        };
    }

    private string? Apply(TableWrite<T> write)
    {
        var key = (write.Partition, write.Row);
        rows.Remove(key, out var before);
        if (before is not null)
            sorted.Remove(before);
        if (write.Kind == TableWriteKind.Delete)
            return null;

        var content = write.Kind == TableWriteKind.Merge && before is not null ? merge(before.Content, write.Content) : write.Content;
        var row = new TableRow<T>(write.Partition, write.Row, content, ++version, time.GetUtcNow());
        rows.Add(key, row);
        sorted.Add(row);
        return row.ETag;
    }
}
