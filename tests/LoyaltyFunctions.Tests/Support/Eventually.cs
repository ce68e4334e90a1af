namespace LoyaltyFunctions.Tests.Support;

/// <summary>Waits for what other threads bring about. The limit is generous: reaching it means that it will never happen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task HoldsAsync(Func<bool> condition, string what) => HoldsAsync(() => Task.FromResult(condition()), what);

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var until = DateTime.UtcNow + Limit;
        while (!await condition())
        {
            if (DateTime.UtcNow > until)
                Assert.Fail($"Still not so after {Limit.TotalSeconds} seconds: {what}");
            await Task.Delay(20);
        }
    }
}
