namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>When a timer ran and will run, in UTC. Same name and shape as the Azure Functions worker's.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The tick before this one that ran; the default value if none did.</summary>
    public DateTime Last { get; set; }

    /// <summary>The tick after this one.</summary>
    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
