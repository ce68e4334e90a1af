using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Activation;

/// <summary>Queue <c>create-accounts</c>: gives contacts their accounts and links them, page after page.</summary>
public sealed class CreateAccounts(ActivationJobs jobs, FailedMessages failed)
{
    // Before the host takes a message for poison: what comes back so often fell to crashes, not to its content.
    private const int Renewed = 3;

    [Function(nameof(CreateAccounts))]
    public Task RunAsync([QueueTrigger(QueueNames.CreateAccounts, Connection = "Storage")] QueueMessage message, CancellationToken ct) =>
        failed.RunAsync(QueueNames.CreateAccounts, message, () => HandleAsync(message, ct), ct);

    private Task HandleAsync(QueueMessage message, CancellationToken ct)
    {
        var work = MessageQueues.Read<CreateAccountsMessage>(message);
        return message.DequeueCount < Renewed
            ? jobs.RunAsync(work, ct)
            : jobs.SendAsync(work.SiteId, work.JobId, work.Attempt + 1, TimeSpan.Zero, ct);
    }
}
