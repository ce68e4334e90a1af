namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>When a timer ran and will run. Same name and shape as the Azure Functions worker's.</summary>
public sealed class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
