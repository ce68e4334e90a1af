using LoyaltyFunctions.Bench.Site;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Bench.Lag;

/// <summary>Makes changes at an even rate, whether or not the app keeps up, on both sides in turns.</summary>
internal static class OpenLoop
{
    /// <returns>How long each took to its mirror, in order.</returns>
    public static async Task<List<TimeSpan>> RunAsync(
        IReadOnlyList<Pair> pairs, int perSecond, TimeSpan duration, Mirrors mirrors, TimeProvider time, CancellationToken ct)
    {
        List<Task<TimeSpan>> changes = [];
        var start = time.GetTimestamp();
        for (var n = 0; n < perSecond * duration.TotalSeconds; n++)
        {
            var due = TimeSpan.FromSeconds((double)n / perSecond) - time.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
                await Task.Delay(due, time, ct);
            changes.Add(mirrors.ChangeAsync(pairs[n % pairs.Count], n % 2 == 0 ? Side.Wix : Side.External));
        }

        return [.. (await Task.WhenAll(changes)).Order()];
    }
}
