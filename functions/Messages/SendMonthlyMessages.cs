using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Messages;

/// <summary>Queue <c>monthly-messages</c>: carries a campaign on, a page of accounts at a time.</summary>
public sealed class SendMonthlyMessages(CampaignRunner runner, FailedMessages failed)
{
    // Before the host takes a message for poison: what comes back so often fell to crashes, not to its content.
    private const int Renewed = 3;

    [Function(nameof(SendMonthlyMessages))]
    public Task RunAsync([QueueTrigger(QueueNames.MonthlyMessages, Connection = "Storage")] QueueMessage message, CancellationToken ct) =>
        failed.RunAsync(QueueNames.MonthlyMessages, message, () => HandleAsync(message, ct), ct);

    private Task HandleAsync(QueueMessage message, CancellationToken ct)
    {
        var work = MessageQueues.Read<CampaignMessage>(message);
        return message.DequeueCount < Renewed ? runner.RunAsync(work, ct) : runner.RenewAsync(work, ct);
    }
}
