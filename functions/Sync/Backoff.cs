namespace LoyaltyFunctions.Sync;

/// <summary>Growing waits between tries, for outages of any length.</summary>
public static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="attempt">0 for the first wait.</param>
    /// <returns><paramref name="first"/>, doubled with every attempt, at most five minutes.</returns>
    public static TimeSpan Of(int attempt, TimeSpan first)
    {
        var wait = first * Math.Pow(2, Math.Min(attempt, 10));
        return wait < Longest ? wait : Longest;
    }
}
