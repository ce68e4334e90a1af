using System.Collections.Concurrent;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>
/// The tables and queues of one storage account, in memory. It answers as the service does where the app depends on it; the contract
/// tests that run on it run on Azurite too. What it does not know it refuses.
/// </summary>
public sealed class MemoryStorage(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, MemoryTable<EntityProperties>> tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MessageQueue> queues = new(StringComparer.Ordinal);

    internal TimeProvider Time => time;

    internal bool CreateTable(string name) => tables.TryAdd(name, new MemoryTable<EntityProperties>(time, EntityProperties.Merge));

    internal MemoryTable<EntityProperties> Table(string name) => tables.GetValueOrDefault(name) ?? throw MemoryResponse.Failure(TableFailure.NoTable);

    internal bool CreateQueue(string name) => queues.TryAdd(name, new MessageQueue());

    internal MessageQueue? FindQueue(string name) => queues.GetValueOrDefault(name);
}
