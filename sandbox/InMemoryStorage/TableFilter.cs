using System.Globalization;
using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>
/// An OData filter of the table service: comparisons joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses. Bounds on the keys that
/// hold whatever the rest says narrow the rows that are looked at.
/// <see href="https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities"/>
/// </summary>
internal sealed partial class TableFilter
{
    /// <summary>Above every key.</summary>
    public const string Last = "\uffff";

    private readonly TableCondition? condition;

    private TableFilter(TableCondition? condition)
    {
        this.condition = condition;
        if (condition is not null)
            Narrow(condition);
    }

    public string LowestPartition { get; private set; } = "";

    public string HighestPartition { get; private set; } = Last;

    public string LowestRow { get; private set; } = "";

    public string HighestRow { get; private set; } = Last;

    public bool IsOnePartition => LowestPartition == HighestPartition;

    /// <summary>Whether it asks for nothing but the two keys.</summary>
    public bool IsOfKeysOnly => condition is null || condition.Properties.All(name => name is "PartitionKey" or "RowKey");

    /// <summary>Null when it cannot be read.</summary>
    public static TableFilter? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return new(null);
        var tokens = Token().Matches(text).Select(match => match.Value).ToList();
        if (string.Concat(tokens).Length != text.Count(c => c != ' ') + tokens.Sum(token => token.Count(c => c == ' ')))
            return null;
        var reader = new Queue<string>(tokens);
        return ReadOr(reader) is { } condition && reader.Count == 0 ? new(condition) : null;
    }

    public bool Matches<T>(TableRow<T> row, Func<T, string, object?> property) =>
        condition is null || condition.Holds(name => name switch
        {
            "PartitionKey" => row.Partition,
            "RowKey" => row.Row,
            "Timestamp" => row.At,
            _ => property(row.Content, name),
        });

    private static TableCondition? ReadOr(Queue<string> tokens)
    {
        var left = ReadAnd(tokens);
        while (left is not null && tokens.TryPeek(out var next) && next == "or")
        {
            tokens.Dequeue();
            left = ReadAnd(tokens) is { } right ? new TableCondition.Either(left, right) : null;
        }

        return left;
    }

    private static TableCondition? ReadAnd(Queue<string> tokens)
    {
        var left = ReadOne(tokens);
        while (left is not null && tokens.TryPeek(out var next) && next == "and")
        {
            tokens.Dequeue();
            left = ReadOne(tokens) is { } right ? new TableCondition.Both(left, right) : null;
        }

        return left;
    }

    private static TableCondition? ReadOne(Queue<string> tokens)
    {
        if (!tokens.TryDequeue(out var first))
            return null;
        if (first == "not")
            return ReadOne(tokens) is { } inner ? new TableCondition.Not(inner) : null;
        if (first == "(")
            return ReadOr(tokens) is { } inner && tokens.TryDequeue(out var close) && close == ")" ? inner : null;
        return tokens.TryDequeue(out var comparison) && tokens.TryDequeue(out var literal) && Value(literal) is { } value
            ? new TableCondition.Compares(first, comparison, value)
            : null;
    }

    private static object? Value(string literal) => literal switch
    {
        "true" => true,
        "false" => false,
        ['\'', .., '\''] => Text(literal),
        ['d', 'a', 't', 'e', 't', 'i', 'm', 'e', .. var quoted] => DateTimeOffset.Parse(Text(quoted), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        ['g', 'u', 'i', 'd', .. var quoted] => Guid.Parse(Text(quoted)),
        [.. var digits, 'L'] => long.Parse(digits, CultureInfo.InvariantCulture),
        _ => long.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
            : double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real
            : null,
    };

    private static string Text(string quoted) => quoted[1..^1].Replace("''", "'", StringComparison.Ordinal);

    private void Narrow(TableCondition part)
    {
        if (part is TableCondition.Both(var left, var right))
        {
            Narrow(left);
            Narrow(right);
        }
        else if (part is TableCondition.Compares { Property: "PartitionKey" or "RowKey", Value: string value } key)
        {
            var (low, high) = (key.Comparison is "eq" or "ge" or "gt", key.Comparison is "eq" or "le" or "lt");
            if (key.Property == "PartitionKey")
                (LowestPartition, HighestPartition) = (low ? Higher(value, LowestPartition) : LowestPartition, high ? Lower(value, HighestPartition) : HighestPartition);
            else
                (LowestRow, HighestRow) = (low ? Higher(value, LowestRow) : LowestRow, high ? Lower(value, HighestRow) : HighestRow);
        }
    }

    private static string Higher(string a, string b) => string.CompareOrdinal(a, b) > 0 ? a : b;

    private static string Lower(string a, string b) => string.CompareOrdinal(a, b) < 0 ? a : b;

    [GeneratedRegex(@"\(|\)|(?:datetime|guid)?'(?:[^']|'')*'|[A-Za-z0-9_.+\-]+")]
    private static partial Regex Token();
}
