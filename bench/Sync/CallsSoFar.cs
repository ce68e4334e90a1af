using LoyaltyFunctions.Bench.StorageDouble;

namespace LoyaltyFunctions.Bench.Sync;

/// <summary>The calls that arrived since the start.</summary>
internal sealed record CallsSoFar(StorageCalls Storage, long Wix, long External);
