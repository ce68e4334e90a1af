namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// Runs a cursor query over entities that are listed by creation. A result by creation date is read from its place on, however long the
/// list; any other order is sorted once and kept for the pages to come.
/// </summary>
/// <param name="sequenceOf">An entity's place in the list by creation.</param>
internal sealed class QueryRunner<T>(IReadOnlyDictionary<string, Field<T>> fields, Func<T, int> sequenceOf)
    where T : class
{
    private const int KeptResults = 16;

    private readonly Lock gate = new();
    private readonly LinkedList<(object Source, string Key, List<T> Result)> results = new();

    /// <param name="source">By creation, and a stand-in for the whole list in the keeping of results.</param>
    /// <param name="read">The entity at an index of the source as this query may see it; null when it may not.</param>
    /// <param name="firstIndex">Where a result in ascending order may start at the earliest.</param>
    public QueryPage<T> Run(CursorQuery query, object source, int count, Func<int, T?> read, Func<T, bool>? extra = null, int firstIndex = 0)
    {
        var filter = new Filter<T>(fields).Compile(query.Filter);
        var sorts = Sort.Read(query.SortJson, fields, most: 5);
        bool Matches(T item) => (filter is null || filter(item)) && (extra is null || extra(item));
        return sorts[0].Field == "createdDate"
            ? ByCreation(query, sorts[0].Descending, count, read, Matches, firstIndex)
            : Sorted(query, sorts, source, count, read, Matches);
    }

    private QueryPage<T> ByCreation(CursorQuery query, bool descending, int count, Func<int, T?> read, Func<T, bool> matches, int firstIndex)
    {
        var page = new List<T>(Math.Min(query.Limit, count));
        var step = descending ? -1 : 1;
        var index = descending ? count - 1 : firstIndex;
        if (query.Position is { } last)
            index = SkipTo(last, descending, count, read, firstIndex);
        for (; index >= 0 && index < count; index += step)
        {
            if (read(index) is not { } item || !matches(item))
                continue;
            if (page.Count == query.Limit)
                return new QueryPage<T>(page, page.Count == 0 ? null : query.CursorAt(sequenceOf(page[^1])));
            page.Add(item);
        }

        return new QueryPage<T>(page, null);
    }

    // The source may be a part of the whole list (one account's transactions): its sequences ascend, with gaps.
    private int SkipTo(int last, bool descending, int count, Func<int, T?> read, int firstIndex)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var probe = middle;
            T? item = default;
            while (probe < high && (item = read(probe)) is null)
                probe++;
            if (item is null)
                high = middle;
            else if (sequenceOf(item) < last || (!descending && sequenceOf(item) == last))
                low = probe + 1;
            else
                high = middle;
        }

        return descending ? low - 1 : Math.Max(low, firstIndex);
    }

    private QueryPage<T> Sorted(CursorQuery query, IReadOnlyList<Sort> sorts, object source, int count, Func<int, T?> read, Func<T, bool> matches)
    {
        var start = query.Position ?? 0;
        var key = query.CursorAt(0);
        var result = (query.Position is null ? null : Kept(source, key)) ?? Materialise(sorts, source, key, count, read, matches);
        var page = result.Skip(start).Take(query.Limit).ToList();
        return new QueryPage<T>(page, start + page.Count < result.Count && page.Count > 0 ? query.CursorAt(start + page.Count) : null);
    }

    private List<T> Materialise(IReadOnlyList<Sort> sorts, object source, string key, int count, Func<int, T?> read, Func<T, bool> matches)
    {
        var result = new List<T>();
        for (var i = 0; i < count; i++)
        {
            if (read(i) is { } item && matches(item))
                result.Add(item);
        }

        Sort.Apply(result, sorts, fields);
        lock (gate)
        {
            results.AddFirst((source, key, result));
            if (results.Count > KeptResults)
                results.RemoveLast();
        }

        return result;
    }

    private List<T>? Kept(object source, string key)
    {
        lock (gate)
            return results.FirstOrDefault(r => ReferenceEquals(r.Source, source) && r.Key == key).Result;
    }
}
