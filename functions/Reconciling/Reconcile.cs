using LoyaltyFunctions.Operations;

namespace LoyaltyFunctions.Reconciling;

/// <summary>Timer, hourly: starts the reconcile of each site whose own clock says so, once a day.</summary>
public sealed class Reconcile(DueReconciles due, OperationsMetrics metrics)
{
    [Function(nameof(Reconcile))]
    public async Task RunAsync([TimerTrigger("0 5 * * * *")] TimerInfo timer, CancellationToken ct)
    {
        await due.StartAsync(ct);
        metrics.Ticked(nameof(Reconcile));
    }
}
