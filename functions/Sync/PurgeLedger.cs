using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Operations;

namespace LoyaltyFunctions.Sync;

/// <summary>Timer: removes finished ledger rows that are older than the retention.</summary>
public sealed class PurgeLedger(LedgerPurge purge, OperationsMetrics metrics)
{
    [Function(nameof(PurgeLedger))]
    public async Task RunAsync([TimerTrigger("0 17 3 * * *")] TimerInfo timer, CancellationToken ct)
    {
        await purge.RunAsync(ct);
        metrics.Ticked(nameof(PurgeLedger));
    }
}
