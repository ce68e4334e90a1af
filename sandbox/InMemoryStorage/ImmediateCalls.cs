namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>Every call takes effect and is answered at once.</summary>
public sealed class ImmediateCalls : IStorageCalls
{
    public Task<T> RunAsync<T>(StorageCall call, Func<T> effect, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(effect());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }
}
