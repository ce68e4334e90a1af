using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Reconciling;

/// <summary>Queue <c>reconcile</c>: compares both sides, page after page.</summary>
public sealed class ReconcileAccounts(ReconcileRunner runner, FailedMessages failed)
{
    // Before the host takes a message for poison: what comes back so often fell to crashes, not to its content.
    private const int Renewed = 3;

    [Function(nameof(ReconcileAccounts))]
    public Task RunAsync([QueueTrigger(QueueNames.Reconcile, Connection = "Storage")] QueueMessage message, CancellationToken ct) =>
        failed.RunAsync(QueueNames.Reconcile, message, () => HandleAsync(message, ct), ct);

    private Task HandleAsync(QueueMessage message, CancellationToken ct)
    {
        var work = MessageQueues.Read<ReconcileMessage>(message);
        return message.DequeueCount < Renewed ? runner.RunAsync(work, ct) : runner.RenewAsync(work, ct);
    }
}
