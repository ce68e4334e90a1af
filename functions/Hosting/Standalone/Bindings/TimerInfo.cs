namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>What a timer function is told. Same name and shape as the Azure Functions worker's.</summary>
public sealed class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>The tick was missed and is caught up now.</summary>
    public bool IsPastDue { get; set; }
}
