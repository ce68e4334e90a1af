using Azure.Data.Tables;
using LoyaltyFunctions.Sandbox.InMemoryStorage;

namespace LoyaltyFunctions.Simulation.Breaks;

/// <summary>Storage that leaves out what the protocol rests on.</summary>
internal sealed class BrokenTables(MemoryStorage storage, IStorageCalls calls, Break broken) : MemoryTables(storage, calls)
{
    private readonly MemoryStorage storage = storage;
    private readonly IStorageCalls calls = calls;

    public override TableClient GetTableClient(string tableName) => new BrokenTable(storage, calls, tableName, broken);
}
