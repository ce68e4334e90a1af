using System.Globalization;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>A row of a table in memory.</summary>
/// <param name="Content">The entity's properties, in the form that whoever uses the table keeps them.</param>
/// <param name="Version">Grows with every write of the table.</param>
internal sealed record TableRow<T>(string Partition, string Row, T Content, long Version, DateTimeOffset At)
{
    public static readonly Comparer<TableRow<T>> ByKey = Comparer<TableRow<T>>.Create((a, b) =>
        string.CompareOrdinal(a.Partition, b.Partition) is var order && order != 0 ? order : string.CompareOrdinal(a.Row, b.Row));

    public string ETag => string.Create(CultureInfo.InvariantCulture, $"W/\"datetime'{Version:d12}'\"");

    /// <summary>Only the keys, to look for.</summary>
    public static TableRow<T> Key(string partition, string row) => new(partition, row, default!, 0, default);
}
