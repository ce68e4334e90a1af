namespace LoyaltyFunctions.Sync;

/// <summary>Growing waits between tries, for outages of any length.</summary>
public static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="attempt">0 for the first wait.</param>
    /// <returns><paramref name="first"/>, doubled with every attempt, at most <paramref name="longest"/> (five minutes).</returns>
    public static TimeSpan Of(int attempt, TimeSpan first, TimeSpan? longest = null)
    {
        var wait = first * Math.Pow(2, Math.Min(attempt, 10));
        var limit = longest ?? Longest;
        return wait < limit ? wait : limit;
    }
}
