namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>Runs a function on a schedule. Same name and shape as the Azure Functions worker's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>Six-field NCRONTAB in UTC, or <c>%Setting%</c> that holds one.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Runs a tick that nobody was there for, late.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Also runs whenever a process starts.</summary>
    public bool RunOnStartup { get; set; }
}
