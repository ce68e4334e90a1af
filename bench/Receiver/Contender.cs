using LoyaltyFunctions.Bench.Load;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>Somebody whose turn it is to receive.</summary>
internal sealed record Contender(string Name, Func<int, TimeSpan, Task<LoadResult>> RunAsync);
