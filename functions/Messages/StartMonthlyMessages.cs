using LoyaltyFunctions.Messages.Schedule;

namespace LoyaltyFunctions.Messages;

/// <summary>Timer, hourly: starts the monthly message of each site whose own clock says so.</summary>
public sealed class StartMonthlyMessages(DueCampaigns due)
{
    [Function(nameof(StartMonthlyMessages))]
    public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken ct) => due.StartAsync(ct);
}
