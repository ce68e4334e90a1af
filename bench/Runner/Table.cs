using System.Text;

namespace LoyaltyFunctions.Bench.Runner;

/// <summary>A table, as Markdown that also reads well on a screen.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Append(3).Max()).ToArray();
        var text = new StringBuilder();
        Line(heads);
        Line([.. widths.Select(width => new string('-', width))]);
        foreach (var row in rows)
            Line(row);
        return text.ToString();

        void Line(string[] cells)
        {
            for (var column = 0; column < cells.Length; column++)
                text.Append("| ").Append(column == 0 ? cells[column].PadRight(widths[column]) : cells[column].PadLeft(widths[column])).Append(' ');
            text.AppendLine("|");
        }
    }
}
