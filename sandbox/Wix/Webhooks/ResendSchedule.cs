namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The waits between deliveries that fail. <see href="https://dev.wix.com/docs/rest/articles/getting-started/webhook-resend-policy"/></summary>
internal static class ResendSchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
        TimeSpan.FromHours(2), TimeSpan.FromHours(2), TimeSpan.FromHours(2),
        TimeSpan.FromHours(4), TimeSpan.FromHours(4), TimeSpan.FromHours(4),
        TimeSpan.FromHours(8), TimeSpan.FromHours(8), TimeSpan.FromHours(12),
    ];

    /// <summary>The wait after the failed attempt, 0 being the first delivery; null when Wix gives up.</summary>
    public static TimeSpan? After(int attempt, double scale) => attempt < Waits.Length ? Waits[attempt] * scale : null;
}
