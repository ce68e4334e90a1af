namespace LoyaltyFunctions.Sandbox.Demo.Display;

/// <summary>How far a piece of work is.</summary>
/// <param name="Done">Of <paramref name="Total"/>; null where there is no telling.</param>
/// <param name="Columns">Of the live table: the first names the rows.</param>
internal sealed record View(double? Done, double Total, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public static View Of(double done, double total) => new(done, total, [], []);

    public static View Busy { get; } = new(null, 1, [], []);
}
