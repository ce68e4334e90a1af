using System.Globalization;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Bench.Site;
using LoyaltyFunctions.Bench.StorageDouble;
using LoyaltyFunctions.Bench.Sync;
using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Bench.Lag;

/// <summary>How long a change takes to its mirror at a rate that the app keeps up with, and how often it looks when nothing happens.</summary>
internal sealed class LagPart : IPart
{
    // Enough for a minute at the highest rate without an account that waits for its turn.
    private const int People = 400;
    private const string Why = "Every step of a change waits for Azurite, one Node process that shares two cores with everything else here.";

    public string Name => "lag";

    public async Task<PartResult> RunAsync(BenchContext context, CancellationToken ct)
    {
        int[] rates = context.Quick ? [20] : [2, 20, 100];
        var table = new Table("storage", "events/s", "p50 ms", "p99 ms", "slowest ms");
        context.Say("Lag: on Azurite");
        await using var azurite = await AzuriteServer.StartAsync(ct);
        var (p50, p99) = await OnAsync(context, "Azurite", azurite.ConnectionString, rates, table, (_, _) => Task.CompletedTask, ct);

        context.Say("Lag: on storage that answers at once, then a minute of silence");
        await using var instant = await DoubleStorage.StartAsync(ct);
        List<(string Queue, double PerSecond)> polls = [];
        await OnAsync(context, "answers at once", instant.ConnectionString, rates, table, async (_, token) => polls.AddRange(await PollsAsync(context, instant, token)), ct);

        var idle = new Table("queue", "polls/s after the silence");
        foreach (var (queue, perSecond) in polls)
            idle.Add(queue, perSecond.ToString("N1", CultureInfo.InvariantCulture));
        var most = polls.Max(poll => poll.PerSecond);
        return new(
            "Lag",
            [
                "From the moment at which a change is booked in one system to that at which its mirror is booked in the other, as those systems see it; changes on both sides in turns, at an even rate.",
                table.ToString(),
                Text($"Looking for messages that are not there, {(context.Quick ? "some seconds" : "a minute")} after the last event:"),
                idle.ToString(),
            ],
            [
                new("Lag at 20 events/s on Azurite, p50", "< 60 ms", Text($"{p50:N0} ms"), p50 < 60, Why),
                new("Lag at 20 events/s on Azurite, p99", "< 250 ms", Text($"{p99:N0} ms"), p99 < 250, Why),
                new("Polls a second of a queue after a minute of silence", "≤ 2", Text($"{most:N1}"), most <= 2, "The wait between polls does not grow far enough."),
            ],
            [Text($"lag {p50:N0}/{p99:N0} ms (p50/p99) at 20 events/s")]);
    }

    /// <returns>p50 and p99 at 20 events a second, in milliseconds.</returns>
    private static async Task<(double P50, double P99)> OnAsync(
        BenchContext context, string name, string storage, int[] rates, Table table, Func<BenchSite, CancellationToken, Task> then, CancellationToken ct)
    {
        await using var site = await BenchSite.StartAsync(storage, People, ct);
        await site.ActivateAsync(ct);
        var pairs = Pair.Of(site);
        using var mirrors = new Mirrors(site, context.Time);
        // What is measured is an app that has been running for a while.
        await ClosedLoop.RunAsync(pairs, 8, context.Turn * 5, [Points.Side.Wix, Points.Side.External], mirrors.ChangeAsync, context.Time);
        await Task.Delay(context.Turn, ct);
        var at20 = (0.0, 0.0);
        foreach (var rate in rates)
        {
            var lags = await OpenLoop.RunAsync(pairs, rate, context.Quick ? TimeSpan.FromSeconds(4) : TimeSpan.FromSeconds(30), mirrors, context.Time, ct);
            var (p50, p99) = (lags[lags.Count / 2].TotalMilliseconds, lags[(int)(lags.Count * 0.99)].TotalMilliseconds);
            table.Add(name, Text($"{rate}"), Text($"{p50:N0}"), Text($"{p99:N0}"), Text($"{lags[^1].TotalMilliseconds:N0}"));
            if (rate == 20)
                at20 = (p50, p99);
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }

        await then(site, ct);
        return at20;
    }

    private static async Task<IEnumerable<(string Queue, double PerSecond)>> PollsAsync(BenchContext context, DoubleStorage storage, CancellationToken ct)
    {
        await Task.Delay(context.Quick ? TimeSpan.FromSeconds(6) : TimeSpan.FromMinutes(1), ct);
        var watched = context.Quick ? TimeSpan.FromSeconds(4) : TimeSpan.FromSeconds(10);
        var before = await storage.ReadCallsAsync(ct);
        await Task.Delay(watched, ct);
        var since = (await storage.ReadCallsAsync(ct)).Since(before);
        return QueueNames.All.Select(queue => (queue, since.Of("poll", queue) / watched.TotalSeconds));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
