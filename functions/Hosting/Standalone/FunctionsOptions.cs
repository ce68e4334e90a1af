namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>Section <c>Functions</c>: what only this host needs to know. What both hosts need is in <c>host.json</c>.</summary>
public sealed class FunctionsOptions
{
    public const string Section = "Functions";

    /// <summary>Name of the key that also opens functions of level System and Admin, and <c>/admin</c>.</summary>
    public const string MasterKey = "_master";

    /// <summary>Function keys by name; any of them opens a function that asks for one.</summary>
    public IDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long running functions may go on after the host was asked to stop.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(25);

    public QueueOptions Queues { get; set; } = new();

    public TimerOptions Timers { get; set; } = new();
}
