using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>One entry of a query's <c>sort</c>.</summary>
internal sealed record Sort(string Field, bool Descending)
{
    public static readonly Sort OldestFirst = new("createdDate", false);

    /// <exception cref="WixRefusedException">400: too many entries, a field that cannot be sorted by, or an order that is none.</exception>
    public static IReadOnlyList<Sort> Read<T>(JsonElement? json, IReadOnlyDictionary<string, Field<T>> fields, int most)
    {
        if (json is not { ValueKind: not JsonValueKind.Null } sort)
            return [OldestFirst];
        if (sort.ValueKind != JsonValueKind.Array || sort.GetArrayLength() > most)
            throw WixRefusedException.Field("sort", $"Must be an array of at most {most}.", "MAX_SIZE", new { threshold = most });

        var sorts = sort.EnumerateArray().Select(s => One(Text(s, "fieldName"), Text(s, "order"), fields)).ToList();
        return sorts.Count == 0 ? [OldestFirst] : sorts;
    }

    public static Sort One<T>(string? field, string? order, IReadOnlyDictionary<string, Field<T>> fields)
    {
        if (field is null || !fields.TryGetValue(field, out var known) || !known.Sortable)
            throw WixRefusedException.Application(400, "UNSUPPORTED_SORT_FIELD", $"Cannot sort by {field}.", new { field });
        return order is null or "ASC" or "DESC"
            ? new Sort(field, order == "DESC")
            : throw WixRefusedException.Field("sort.order", "Must be ASC or DESC.", "ENUM");
    }

    /// <summary>Sorts in place; entries that compare equal keep their order. Missing values come first.</summary>
    public static void Apply<T>(List<T> items, IReadOnlyList<Sort> sorts, IReadOnlyDictionary<string, Field<T>> fields)
    {
        IOrderedEnumerable<T>? ordered = null;
        foreach (var sort in sorts)
        {
            var read = fields[sort.Field].Read;
            object? Key(T item) => read(item);
            ordered = (ordered, sort.Descending) switch
            {
                (null, false) => items.OrderBy(Key, Comparer<object?>.Default),
                (null, true) => items.OrderByDescending(Key, Comparer<object?>.Default),
                ({ } o, false) => o.ThenBy(Key, Comparer<object?>.Default),
                ({ } o, true) => o.ThenByDescending(Key, Comparer<object?>.Default),
            };
        }

        if (ordered is null)
            return;
        var sorted = ordered.ToList();
        items.Clear();
        items.AddRange(sorted);
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
