using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Operations;
using LoyaltyFunctions.Operations.Poison;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>Timer: removes finished ledger rows, and poison messages that were decided about, when they are older than the retention.</summary>
public sealed class PurgeLedger(LedgerPurge purge, PoisonStore poison, OperationsMetrics metrics, TimeProvider time, IOptions<SyncOptions> options)
{
    [Function(nameof(PurgeLedger))]
    public async Task RunAsync([TimerTrigger("0 17 3 * * *")] TimerInfo timer, CancellationToken ct)
    {
        await purge.RunAsync(ct);
        await poison.PurgeAsync(time.GetUtcNow() - options.Value.Retention, ct);
        metrics.Ticked(nameof(PurgeLedger));
    }
}
