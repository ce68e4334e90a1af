using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// Wix's filter language, compiled to a predicate once per query.
/// <see href="https://dev.wix.com/docs/rest/articles/get-started/api-query-language"/>
/// </summary>
internal sealed class Filter<T>(IReadOnlyDictionary<string, Field<T>> fields, string unknownField = "UNSUPPORTED_FILTER_FIELD_UNKNOWN")
{
    /// <exception cref="WixRefusedException">400: malformed, an unknown field, or an operator or value that the field does not take.</exception>
    public Func<T, bool>? Compile(JsonElement? filter)
    {
        if (filter is not { ValueKind: not JsonValueKind.Null } json)
            return null;
        if (json.ValueKind != JsonValueKind.Object)
            throw Malformed("A filter must be an object.");

        Func<T, bool>? all = null;
        foreach (var part in json.EnumerateObject())
        {
            var next = Part(part.Name, part.Value);
            var before = all;
            all = before is null ? next : item => before(item) && next(item);
        }

        return all;
    }

    /// <summary>The values that the filter demands of a field by <c>$eq</c> or <c>$in</c> at its top level; null when it demands none.</summary>
    public static IReadOnlyList<string>? Demanded(JsonElement? filter, string field)
    {
        if (filter is not { ValueKind: JsonValueKind.Object } json || !json.TryGetProperty(field, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (value.TryGetProperty("$in", out var list) && list.ValueKind == JsonValueKind.Array)
                return [.. list.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
            if (!value.TryGetProperty("$eq", out value))
                return null;
        }

        return value.ValueKind == JsonValueKind.String ? [value.GetString()!] : null;
    }

    private Func<T, bool> Part(string name, JsonElement value)
    {
        if (name is "$and" or "$or")
        {
            if (value.ValueKind != JsonValueKind.Array)
                throw Malformed($"{name} takes an array.");
            var parts = value.EnumerateArray().Select(v => Compile(v) ?? (_ => true)).ToArray();
            return name == "$and" ? item => Array.TrueForAll(parts, p => p(item)) : item => Array.Exists(parts, p => p(item));
        }

        if (name == "$not")
        {
            var inner = Compile(value) ?? (_ => true);
            return item => !inner(item);
        }

        if (!fields.TryGetValue(name, out var field))
            throw WixRefusedException.Application(400, unknownField, $"The field {name} cannot be filtered by.", new { field = name });
        if (value.ValueKind != JsonValueKind.Object)
            return Test(name, field, "$eq", value);

        var tests = value.EnumerateObject().Select(o => Test(name, field, o.Name, o.Value)).ToArray();
        return item => Array.TrueForAll(tests, t => t(item));
    }

    private static Func<T, bool> Test(string name, Field<T> field, string op, JsonElement value)
    {
        if (Array.IndexOf(field.Operators, op) < 0)
            throw WixRefusedException.Application(400, "UNSUPPORTED_FILTER_OPERATOR", $"The operator {op} does not go with {name}.", new { field = name, @operator = op });

        var read = field.Read;
        switch (op)
        {
            case "$exists":
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                    throw BadValue(name, op);
                var wanted = value.GetBoolean();
                return item => Any(read(item)) == wanted;
            case "$in" or "$nin" or "$hasSome":
                if (value.ValueKind != JsonValueKind.Array)
                    throw BadValue(name, op);
                var values = value.EnumerateArray().Select(v => Value(name, op, field.Kind, v)).ToArray();
                return op == "$nin"
                    ? item => !Array.Exists(values, v => Same(read(item), v))
                    : item => Array.Exists(values, v => Same(read(item), v));
            case "$startsWith":
                var prefix = Value(name, op, field.Kind, value) as string ?? throw BadValue(name, op);
                return item => Each(read(item)).Any(s => s.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
            default:
                return Comparison(op, read, Value(name, op, field.Kind, value));
        }
    }

    private static Func<T, bool> Comparison(string op, Func<T, object?> read, object? value) => op switch
    {
        "$eq" => item => Same(read(item), value),
        "$ne" => item => !Same(read(item), value),
        "$gt" => item => Compare(read(item), value) > 0,
        "$gte" => item => Compare(read(item), value) >= 0,
        "$lt" => item => Compare(read(item), value) < 0,
        _ => item => Compare(read(item), value) <= 0,
    };

    private static bool Any(object? value) => value is IReadOnlyList<string> list ? list.Count > 0 : value is not null;

    private static IEnumerable<string> Each(object? value) => value switch { string s => [s], IReadOnlyList<string> list => list, _ => [] };

    private static bool Same(object? left, object? right) =>
        left is IReadOnlyList<string> list ? right is string s && list.Contains(s, StringComparer.OrdinalIgnoreCase) : Equals(left, right);

    // Null compares with nothing.
    private static int? Compare(object? left, object? right) => left is null || right is null ? null : ((IComparable)left).CompareTo(right);

    private static object? Value(string name, string op, FieldKind kind, JsonElement value) => (kind, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (FieldKind.Text or FieldKind.Texts, JsonValueKind.String) => value.GetString(),
        (FieldKind.Number, JsonValueKind.Number) when value.TryGetInt64(out var number) => number,
        (FieldKind.Date, JsonValueKind.String) when value.TryGetDateTimeOffset(out var date) => date,
        (FieldKind.Date, JsonValueKind.Object) when value.TryGetProperty("$date", out var inner) && inner.TryGetDateTimeOffset(out var date) => date,
        _ => throw BadValue(name, op),
    };

    private static WixRefusedException Malformed(string message) => WixRefusedException.Application(400, "MALFORMED_FILTER", message);

    private static WixRefusedException BadValue(string name, string op) =>
        WixRefusedException.Application(400, "UNSUPPORTED_FILTER_VALUE_TYPE", $"The value of {op} does not go with {name}.", new { field = name, @operator = op });
}
