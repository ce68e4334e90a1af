namespace LoyaltyFunctions.Tests.External;

/// <summary>Waits for what happens in the background.</summary>
internal static class Eventually
{
    /// <summary>Returns as soon as <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It did not within half a minute.</exception>
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException("It did not come about.");
            await Task.Delay(10);
        }
    }
}
