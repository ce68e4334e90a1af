namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>Section <c>Functions:Timers</c>.</summary>
public sealed class TimerOptions
{
    /// <summary>
    /// How long a timer belongs to the process that runs it; renewed at half time. After a crash another process runs the tick again when
    /// this has passed.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);
}
