namespace LoyaltyFunctions.Sandbox.Demo.Display;

/// <summary>A file, a pipe or a build server: a line now and then.</summary>
internal sealed class PlainScreen(TextWriter output, TimeProvider time) : IScreen
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    public void Say(string line) => output.WriteLine(line);

    public async Task WatchAsync(string title, Func<View> now, Task work)
    {
        output.WriteLine($"{title} ...");
        while (await Task.WhenAny(work, Task.Delay(Between, time)) != work)
            output.WriteLine($"  {Line(now())}");
        await work;
    }

    public void Show(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        output.WriteLine(title);
        IReadOnlyList<IReadOnlyList<string>> all = columns.All(c => c.Length == 0) ? rows : [columns, .. rows];
        var widths = columns.Select((_, i) => all.Max(row => row[i].Length)).ToArray();
        foreach (var row in all)
            output.WriteLine("  " + string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
    }

    private static string Line(View view)
    {
        var share = view.Done is { } done ? $"{done:0} of {view.Total:0}" : "working";
        var rows = view.Rows.Select(row => $"{row[0]}: {string.Join(", ", view.Columns.Skip(1).Zip(row.Skip(1), (c, v) => $"{c} {v}"))}");
        return string.Join("; ", rows.Prepend(share));
    }
}
