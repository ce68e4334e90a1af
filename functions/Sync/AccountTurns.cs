using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Lets the events of one account take turns within this process, so that they do not spend storage calls on beating each other to the
/// link row. Only a saving: between processes the row's ETag decides, and nothing is lost without the turns.
/// </summary>
public sealed class AccountTurns
{
    private readonly Turn[] turns = [.. Enumerable.Range(0, 509).Select(_ => new Turn())];

    /// <summary>Waits for the account's turn; dispose the result to end it.</summary>
    public ValueTask<IDisposable> TakeAsync(string siteId, string wixAccountId, CancellationToken ct) =>
        turns[Hash(LedgerKeys.Partition(siteId, wixAccountId)) % turns.Length].TakeAsync(ct);

    // FNV-1a: the same accounts share a turn in every process, so that a run can be repeated.
    private static uint Hash(string key) => key.Aggregate(2_166_136_261u, (hash, c) => unchecked((hash ^ c) * 16_777_619u));
}
