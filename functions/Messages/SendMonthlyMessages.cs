using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Messages;

/// <summary>Queue <c>monthly-messages</c>: carries a campaign on, a page of accounts at a time.</summary>
public sealed class SendMonthlyMessages(CampaignRunner runner)
{
    // Before the host takes a message for poison: what comes back so often fell to crashes, not to its content.
    private const int Renewed = 3;

    [Function(nameof(SendMonthlyMessages))]
    public Task RunAsync([QueueTrigger(QueueNames.MonthlyMessages, Connection = "Storage")] QueueMessage message, CancellationToken ct)
    {
        var work = MessageQueues.Read<CampaignMessage>(message);
        return message.DequeueCount < Renewed ? runner.RunAsync(work, ct) : runner.RenewAsync(work, ct);
    }
}
