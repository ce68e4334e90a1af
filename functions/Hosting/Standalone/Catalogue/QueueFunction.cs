namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <param name="QueueName">As the attribute says: a name, or <c>%Setting%</c>.</param>
public sealed record QueueFunction(string QueueName, string? Connection) : FunctionTrigger;
