using LoyaltyFunctions.Bench.Load;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>Somebody whose turn it is to receive.</summary>
/// <param name="Queue">Where what it receives has to be afterwards; null when it keeps nothing.</param>
internal sealed record Contender(string Name, string? Queue, Func<int, TimeSpan, Task<LoadResult>> RunAsync);
