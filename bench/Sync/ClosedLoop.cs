using LoyaltyFunctions.Bench.Site;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Bench.Sync;

/// <summary>Keeps so many changes under way, each on an account of its own: no two workers share one.</summary>
internal static class ClosedLoop
{
    /// <param name="sides">Taken in turns.</param>
    /// <param name="change">Makes one change and returns when it is mirrored.</param>
    /// <returns>Changes mirrored, and how long that took.</returns>
    public static async Task<(int Changes, TimeSpan Took)> RunAsync(
        IReadOnlyList<Pair> pairs, int concurrency, TimeSpan duration, IReadOnlyList<Side> sides, Func<Pair, Side, Task> change, TimeProvider time)
    {
        var start = time.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(worker => Task.Run(async () =>
        {
            var own = pairs.Where((_, index) => index % concurrency == worker).ToList();
            var changes = 0;
            for (; time.GetElapsedTime(start) < duration; changes++)
                await change(own[changes % own.Count], sides[(changes + worker) % sides.Count]);
            return changes;
        })));
        return (done.Sum(), time.GetElapsedTime(start));
    }
}
