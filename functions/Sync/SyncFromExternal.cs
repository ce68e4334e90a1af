using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Sync;

/// <summary>Queue <c>external-events</c>: brings what happened in the external system to Wix.</summary>
public sealed class SyncFromExternal(EventRunner runner, ExternalPointsHandler handler, FailedMessages failed)
{
    [Function(nameof(SyncFromExternal))]
    public Task RunAsync([QueueTrigger(QueueNames.ExternalEvents, Connection = "Storage")] QueueMessage message, CancellationToken ct) =>
        failed.RunAsync(QueueNames.ExternalEvents, message, () => HandleAsync(message, ct), ct);

    private Task HandleAsync(QueueMessage message, CancellationToken ct)
    {
        var e = MessageQueues.Read<ExternalEvent>(message);
        return runner.RunAsync(
            QueueNames.ExternalEvents,
            Side.External,
            message,
            e.Failures,
            token => handler.HandleAsync(e, message.DequeueCount > 1, token),
            handled => e with { Attempt = e.Attempt + 1, Failures = handled.Failed ? e.Failures + 1 : 0 },
            ct);
    }
}
