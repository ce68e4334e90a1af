using LoyaltyFunctions.Sandbox.InMemoryStorage;

namespace LoyaltyFunctions.Tests.Storage;

/// <summary>The storage that the simulation runs on.</summary>
public sealed class MemoryStorageTests : StorageContract
{
    public MemoryStorageTests()
        : this(new MemoryStorage(TimeProvider.System))
    {
    }

    private MemoryStorageTests(MemoryStorage storage)
        : base(new MemoryTables(storage, new ImmediateCalls()), new MemoryQueues(storage, new ImmediateCalls()))
    {
    }
}
