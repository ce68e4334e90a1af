using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Sync;

/// <summary>Timer: removes finished ledger rows that are older than the retention.</summary>
public sealed class PurgeLedger(LedgerPurge purge)
{
    [Function(nameof(PurgeLedger))]
    public Task RunAsync([TimerTrigger("0 17 3 * * *")] TimerInfo timer, CancellationToken ct) => purge.RunAsync(ct);
}
