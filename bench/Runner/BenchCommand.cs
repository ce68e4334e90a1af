using LoyaltyFunctions.Bench.Receiver;
using LoyaltyFunctions.Bench.Sync;

namespace LoyaltyFunctions.Bench.Runner;

/// <summary>Runs the parts that the command line names, all of them when it names none.</summary>
internal static class BenchCommand
{
    private const string Usage = "dotnet run -c Release --project bench [-- [--quick] [part …]]";

    private static readonly IPart[] Parts = [new ReceiverPart(), new SyncPart()];

    public static async Task<int> RunAsync(string[] args)
    {
        var quick = args.Contains("--quick");
        var names = args.Where(arg => arg != "--quick").ToList();
        if (names.Except(Parts.Select(part => part.Name)).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no part {unknown}. {Usage}; the parts: {string.Join(", ", Parts.Select(part => part.Name))}.");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        var context = new BenchContext(quick, TimeProvider.System, Console.WriteLine);
        var start = context.Time.GetTimestamp();
        List<PartResult> results = [];
        foreach (var part in Parts.Where(part => names.Count == 0 || names.Contains(part.Name)))
        {
            var result = await part.RunAsync(context, stop.Token);
            results.Add(result);
            Console.WriteLine($"{Environment.NewLine}## {result.Title}{Environment.NewLine}{Environment.NewLine}{string.Join(Environment.NewLine, result.Blocks)}");
        }

        var page = new Page(results, context.Time.GetElapsedTime(start));
        Console.WriteLine(page.Goals());
        if (names.Count == 0 && !quick)
            await page.WriteAsync(stop.Token);
        Console.WriteLine(page.Headline());
        return 0;
    }
}
