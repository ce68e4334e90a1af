using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>A filter over the two keys, all parts joined by <c>and</c>: the only kind that the benchmark's traffic has.</summary>
internal sealed partial class TableFilter
{
    /// <summary>Above every key.</summary>
    public const string Last = "\uffff";

    private readonly List<(string Key, string Operator, string Value)> parts = [];

    private TableFilter()
    {
    }

    public string LowestPartition { get; private set; } = "";

    public string HighestPartition { get; private set; } = Last;

    public string LowestRow { get; private set; } = "";

    public string HighestRow { get; private set; } = Last;

    public bool IsOnePartition => LowestPartition == HighestPartition;

    /// <summary>Null when it is of another kind.</summary>
    public static TableFilter? Parse(string? text)
    {
        var filter = new TableFilter();
        foreach (var part in text is null or "" ? [] : text.Split(" and "))
        {
            if (Part().Match(part) is not { Success: true } found)
                return null;
            filter.Add(found.Groups[1].Value, found.Groups[2].Value, found.Groups[3].Value.Replace("''", "'", StringComparison.Ordinal));
        }

        return filter;
    }

    public bool Matches(TableRow row) => parts.All(part =>
    {
        var order = string.CompareOrdinal(part.Key == "PartitionKey" ? row.Partition : row.Row, part.Value);
        return part.Operator switch { "eq" => order == 0, "ge" => order >= 0, "gt" => order > 0, "le" => order <= 0, _ => order < 0 };
    });

    private void Add(string key, string comparison, string value)
    {
        parts.Add((key, comparison, value));
        var (low, high) = (comparison is "eq" or "ge" or "gt", comparison is "eq" or "le" or "lt");
        if (key == "PartitionKey")
            (LowestPartition, HighestPartition) = (low ? value : LowestPartition, high ? value : HighestPartition);
        else
            (LowestRow, HighestRow) = (low ? value : LowestRow, high ? value : HighestRow);
    }

    [GeneratedRegex(@"^\(*(PartitionKey|RowKey) (eq|ge|gt|le|lt) '((?:[^']|'')*)'\)*$")]
    private static partial Regex Part();
}
