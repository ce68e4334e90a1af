using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoyaltyFunctions.Sandbox.Demo.Display;

/// <summary>A terminal: bars that move, a table that changes in place.</summary>
internal sealed class TerminalScreen(IAnsiConsole console) : IScreen
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    public void Say(string line) => console.MarkupLineInterpolated($"{line}");

    public async Task WatchAsync(string title, Func<View> now, Task work)
    {
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .UseRenderHook((bars, _) => now() is { Rows.Count: > 0 } view ? new Rows(bars, Table(view.Columns, view.Rows)) : bars)
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(title));
                while (!work.IsCompleted)
                {
                    Update(bar, now());
                    await Task.WhenAny(work, Task.Delay(Refresh));
                }

                if (work.IsCompletedSuccessfully)
                    Update(bar, now());
            });
        await work;
    }

    public void Show(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = Table(columns, rows);
        table.Title = new TableTitle(Markup.Escape(title));
        console.Write(table);
    }

    private static void Update(ProgressTask bar, View view)
    {
        bar.IsIndeterminate = view.Done is null;
        bar.MaxValue = view.Total;
        bar.Value = view.Done ?? 0;
    }

    private static Table Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var (i, column) in columns.Index())
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = i == 0 ? Justify.Left : Justify.Right });
        foreach (var row in rows)
            table.AddRow(row.Select(cell => (IRenderable)new Text(cell)));
        return table;
    }
}
