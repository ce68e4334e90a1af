namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>Time in the sandbox: what takes minutes and hours at Wix takes seconds, in the same proportions.</summary>
public static class Pace
{
    /// <summary>Wix's 200 calls a minute and site, in seconds. <see href="https://dev.wix.com/docs/rest/articles/getting-started/rate-limits"/></summary>
    public const int CallsPerWindow = 200;

    public static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(1);

    /// <summary>Of both sides' resend schedules, which begin with seconds and minutes and end with half a day.</summary>
    public const double ResendScale = 1.0 / 300;

    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);

    /// <summary>The waits of the sync protocol (section <c>Sync</c>).</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Sync { get; } = new Dictionary<string, TimeSpan>
    {
        ["Lease"] = TimeSpan.FromSeconds(6),
        ["FenceDelay"] = TimeSpan.FromSeconds(1),
        ["TransactionLag"] = TimeSpan.FromSeconds(2),
        ["LookAgainDelay"] = TimeSpan.FromSeconds(1),
        ["InsufficientPointsDelay"] = TimeSpan.FromSeconds(2),
        ["Overlap"] = TimeSpan.FromSeconds(3),
    };

    /// <summary>The waits of the monthly message (section <c>Messages</c>).</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Messages { get; } = new Dictionary<string, TimeSpan>
    {
        ["Lease"] = TimeSpan.FromSeconds(7),
        ["WaitDelay"] = TimeSpan.FromSeconds(2),
    };
}
