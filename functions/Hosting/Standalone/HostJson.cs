namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>
/// What this host takes from <c>host.json</c>, the file that also governs Azure Functions, with the same defaults.
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings"/>
/// </summary>
/// <param name="RoutePrefix">In front of every HTTP function's route.</param>
/// <param name="BatchSize">Messages received at once, 1 to 32.</param>
/// <param name="NewBatchThreshold">As soon as so few functions of a queue run, the next batch is received.</param>
/// <param name="MaxDequeueCount">Tries before a message goes to the poison queue.</param>
/// <param name="VisibilityTimeout">Wait between the tries.</param>
/// <param name="MaxPollingInterval">Longest wait between polls of an empty queue.</param>
public sealed record HostJson(
    string RoutePrefix,
    int BatchSize,
    int NewBatchThreshold,
    int MaxDequeueCount,
    TimeSpan VisibilityTimeout,
    TimeSpan MaxPollingInterval);
