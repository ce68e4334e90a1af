using Azure.Storage.Queues;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Operations;

/// <summary>
/// Timer: measures the queues once a minute, since the storage account's own metrics tell neither one queue from another nor how long a
/// message has waited, and records what is on the poison queues. Four storage calls a queue.
/// </summary>
public sealed class WatchQueues(QueueServiceClient queues, PoisonQueues poison, PoisonStore kept, OperationsMetrics metrics, TimeProvider time)
{
    private const int PeekedMessages = 32;

    [Function(nameof(WatchQueues))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken ct)
    {
        await Task.WhenAll(QueueNames.All.Select(queue => MeasureAsync(queue, ct)));
        metrics.Ticked(nameof(WatchQueues));
    }

    private async Task MeasureAsync(string name, CancellationToken ct)
    {
        var queue = queues.GetQueueClient(name);
        var depth = await DepthAsync(queue, ct);
        var waiting = await queue.PeekMessagesAsync(PeekedMessages, ct);
        var now = time.GetUtcNow();
        var oldest = waiting.Value.Min(message => message.InsertedOn) is { } inserted && inserted < now ? now - inserted : TimeSpan.Zero;
        await poison.RecordAsync(name, ct);
        metrics.Queue(name, depth, oldest, await kept.CountAsync(name, ct));
    }

    private static async Task<long> DepthAsync(QueueClient queue, CancellationToken ct) =>
        (await queue.GetPropertiesAsync(ct)).Value.ApproximateMessagesCountLong;
}
