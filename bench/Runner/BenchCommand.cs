using System.Globalization;
using LoyaltyFunctions.Bench.Big;
using LoyaltyFunctions.Bench.Lag;
using LoyaltyFunctions.Bench.Micro;
using LoyaltyFunctions.Bench.Receiver;
using LoyaltyFunctions.Bench.Start;
using LoyaltyFunctions.Bench.Sync;

namespace LoyaltyFunctions.Bench.Runner;

/// <summary>Runs the parts that the command line names, all of them when it names none.</summary>
internal static class BenchCommand
{
    private const string Usage = "dotnet run -c Release --project bench [-- [--quick] [--accounts N] [part …]]";

    private static readonly IPart[] Parts = [new ReceiverPart(), new SyncPart(), new LagPart(), new BigPart(), new StartPart(), new MicroPart()];

    public static async Task<int> RunAsync(string[] args)
    {
        var quick = args.Contains("--quick");
        var names = args.Where(arg => arg != "--quick").ToList();
        var accounts = 100_000;
        if (names.IndexOf("--accounts") is var at && at >= 0)
        {
            if (at + 1 >= names.Count || !int.TryParse(names[at + 1], CultureInfo.InvariantCulture, out accounts) || accounts < 1_000)
            {
                await Console.Error.WriteLineAsync("--accounts takes the number of accounts of the largest site, at least 1000.");
                return 2;
            }

            names.RemoveRange(at, 2);
        }

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
        var context = new BenchContext(quick, accounts, TimeProvider.System, Console.WriteLine);
        var start = context.Time.GetTimestamp();
        List<PartResult> results = [];
        foreach (var part in Parts.Where(part => names.Count == 0 || names.Contains(part.Name)))
        {
            if (await RunAsync(part, context, stop.Token) is not { } result)
                return 1;
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

    /// <returns>Null where it failed; why is said.</returns>
    private static async Task<PartResult?> RunAsync(IPart part, BenchContext context, CancellationToken ct)
    {
        try
        {
            return await part.RunAsync(context, ct);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(
                ct.IsCancellationRequested ? "Stopped; nothing is written." : $"The part {part.Name} failed, and nothing is written: {e}");
            return null;
        }
    }
}
