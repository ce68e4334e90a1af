namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>Runs a function on a queue message. Same name and shape as the Azure Functions worker's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    public string QueueName { get; } = queueName;

    /// <summary>Name of the connection setting.</summary>
    public string? Connection { get; set; }
}
