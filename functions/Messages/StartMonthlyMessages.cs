using LoyaltyFunctions.Messages.Schedule;
using LoyaltyFunctions.Operations;

namespace LoyaltyFunctions.Messages;

/// <summary>Timer, hourly: starts the monthly message of each site whose own clock says so.</summary>
public sealed class StartMonthlyMessages(DueCampaigns due, OperationsMetrics metrics)
{
    [Function(nameof(StartMonthlyMessages))]
    public async Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken ct)
    {
        await due.StartAsync(ct);
        metrics.Ticked(nameof(StartMonthlyMessages));
    }
}
