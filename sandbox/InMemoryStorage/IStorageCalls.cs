namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>Decides when a call to storage in memory takes effect and when its answer comes, or that it fails.</summary>
public interface IStorageCalls
{
    /// <param name="effect">What the call does, all at once; throws what the service would answer.</param>
    Task<T> RunAsync<T>(StorageCall call, Func<T> effect, CancellationToken ct);
}
