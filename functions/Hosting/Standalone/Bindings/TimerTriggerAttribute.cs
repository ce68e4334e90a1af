namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>Runs a function on a schedule. Same name and shape as the Azure Functions worker's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>Six-field NCRONTAB, or <c>%Setting%</c> that holds one.</summary>
    public string Schedule { get; } = schedule;
}
