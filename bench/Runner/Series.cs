using System.Globalization;

namespace LoyaltyFunctions.Bench.Runner;

/// <summary>The same figure of several runs.</summary>
internal sealed class Series
{
    private readonly List<double> values = [];

    public double Median => Sorted() is var sorted && sorted.Count % 2 == 1
        ? sorted[sorted.Count / 2]
        : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;

    public void Add(double value) => values.Add(value);

    /// <summary>The median, and in brackets the lowest and the highest where there are several.</summary>
    public string Text(string format = "N0") =>
        values.Count == 1
            ? Median.ToString(format, CultureInfo.InvariantCulture)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({values.Min().ToString(format, CultureInfo.InvariantCulture)}–{values.Max().ToString(format, CultureInfo.InvariantCulture)})");

    private List<double> Sorted() => [.. values.Order()];
}
