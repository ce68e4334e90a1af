using LoyaltyFunctions.Sandbox.InMemoryStorage;

namespace LoyaltyFunctions.Simulation.Breaks;

/// <summary>Storage that leaves out what the protocol rests on.</summary>
internal sealed class BrokenTables(MemoryStorage storage, IStorageCalls calls, Break broken) : MemoryTables(storage, calls)
{
    public Break Broken => broken;
}
