using Azure.Storage.Queues;

namespace LoyaltyFunctions.Sandbox.Demo.Quiet;

/// <summary>How much waits on the app's queues, messages that are not visible included.</summary>
internal sealed class QueueDepths(QueueServiceClient service)
{
    private const string Poison = "-poison";

    private IReadOnlyList<QueueClient>? queues;

    /// <summary>Waiting messages, and those that the app gave up on.</summary>
    public async Task<(long Waiting, IReadOnlyList<string> GivenUp)> CountAsync(CancellationToken ct)
    {
        var depths = await Task.WhenAll((await QueuesAsync(ct)).Select(async queue =>
            (queue.Name, Count: (await queue.GetPropertiesAsync(ct)).Value.ApproximateMessagesCountLong)));
        return (
            depths.Where(d => !IsPoison(d.Name)).Sum(d => d.Count),
            [.. depths.Where(d => IsPoison(d.Name) && d.Count > 0).Select(d => $"{d.Count} messages on {d.Name}")]);
    }

    private static bool IsPoison(string name) => name.EndsWith(Poison, StringComparison.Ordinal);

    private async Task<IReadOnlyList<QueueClient>> QueuesAsync(CancellationToken ct)
    {
        if (queues is not null)
            return queues;

        var found = new List<QueueClient>();
        await foreach (var queue in service.GetQueuesAsync(cancellationToken: ct))
            found.Add(service.GetQueueClient(queue.Name));
        return queues = found;
    }
}
