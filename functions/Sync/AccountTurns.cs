using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Lets the events of one account take turns within this process, so that they do not spend storage calls on beating each other to the
/// link row. Only a saving: between processes the row's ETag decides, and nothing is lost without the turns.
/// </summary>
public sealed class AccountTurns : IDisposable
{
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 509).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the account's turn; dispose the result to end it.</summary>
    public async Task<IDisposable> TakeAsync(string siteId, string wixAccountId, CancellationToken ct)
    {
        var index = (uint)string.GetHashCode(LedgerKeys.Partition(siteId, wixAccountId), StringComparison.Ordinal) % (uint)turns.Length;
        await turns[index].WaitAsync(ct);
        return new Turn(turns[index]);
    }

    public void Dispose()
    {
        foreach (var turn in turns)
            turn.Dispose();
    }

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
