using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Sync;

/// <summary>Queue <c>wix-events</c>: brings what happened on Wix to the external system.</summary>
public sealed class SyncFromWix(EventRunner runner, WixEventHandler handler, FailedMessages failed)
{
    [Function(nameof(SyncFromWix))]
    public Task RunAsync([QueueTrigger(QueueNames.WixEvents, Connection = "Storage")] QueueMessage message, CancellationToken ct) =>
        failed.RunAsync(QueueNames.WixEvents, message, () => HandleAsync(message, ct), ct);

    private Task HandleAsync(QueueMessage message, CancellationToken ct)
    {
        var e = MessageQueues.Read<WixEvent>(message);
        return runner.RunAsync(
            QueueNames.WixEvents,
            Side.Wix,
            message,
            e.Failures,
            token => handler.HandleAsync(e, message.DequeueCount > 1, token),
            handled => e with
            {
                Attempt = e.Attempt + 1,
                Failures = handled.Failed ? e.Failures + 1 : 0,
                Looks = e.Looks + (handled.Look ? 1 : 0),
                Transaction = handled.Look ? null : e.Transaction,
            },
            ct);
    }
}
