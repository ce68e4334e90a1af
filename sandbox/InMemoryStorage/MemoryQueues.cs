using Azure.Storage.Queues;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>The queue service of a storage in memory, as the app's client.</summary>
public sealed class MemoryQueues(MemoryStorage storage, IStorageCalls calls) : QueueServiceClient
{
    public override QueueClient GetQueueClient(string queueName) => new MemoryQueueClient(storage, calls, queueName);
}
