using Azure.Storage.Queues;
using LoyaltyFunctions.Bench.Load;

namespace LoyaltyFunctions.Bench.Floor;

/// <summary>Puts messages on a queue as fast as the storage client can, so many at a time.</summary>
internal static class BareSender
{
    // As long as a Points Updated event is on the app's queue.
    private static readonly BinaryData Message = new(new string('x', 420));

    public static async Task<LoadResult> RunAsync(QueueClient queue, int connections, TimeSpan duration, TimeProvider time)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var start = time.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            List<long> ticks = [];
            while (time.GetElapsedTime(start) < duration)
            {
                var begin = time.GetTimestamp();
                await queue.SendMessageAsync(Message, timeToLive: TimeSpan.FromSeconds(-1));
                ticks.Add(time.GetTimestamp() - begin);
            }

            return ticks;
        })));
        return LoadResult.Of([.. took.SelectMany(t => t)], time.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu, time);
    }
}
