namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A loyalty account: its current revision, its transactions, and the lock under which they change together.</summary>
internal sealed class SimAccount(string id, int sequence, AccountState first)
{
    private readonly Dictionary<string, SimTransaction> earnedByKey = [];
    private AccountState state = first;
    private long eventSequence;

    public string Id => id;

    /// <summary>Its place among all accounts of the site.</summary>
    public int Sequence => sequence;

    public Lock Gate { get; } = new();
    public AppendLog<SimTransaction> Transactions { get; } = new();
    public AccountState State => Volatile.Read(ref state);

    public long NextEventSequence() => Interlocked.Increment(ref eventSequence);

    /// <summary>Call under <see cref="Gate"/>.</summary>
    public SimTransaction? FindEarned(string key) => earnedByKey.GetValueOrDefault(key);

    /// <summary>Call under <see cref="Gate"/>.</summary>
    /// <param name="keepSince">States that were current at or after this moment stay visible to lagging reads.</param>
    public void Move(AccountState next, SimTransaction? transaction, DateTimeOffset? keepSince)
    {
        if (keepSince is { } since)
        {
            next.Previous = state;
            var oldest = state;
            while (oldest.UpdatedDate > since && oldest.Previous is { } before)
                oldest = before;
            oldest.Previous = null;
        }

        if (transaction is not null)
        {
            Transactions.Add(transaction);
            if (transaction is { Type: "EARN", IdempotencyKey: { } key })
                earnedByKey[key] = transaction;
        }

        Volatile.Write(ref state, next);
    }

    /// <summary>The account as it was at that moment; null when it was not there yet.</summary>
    public AccountState? At(DateTimeOffset moment)
    {
        var found = State;
        while (found.UpdatedDate > moment)
        {
            if (found.Previous is null)
                return found.CreatedDate > moment ? null : found;
            found = found.Previous;
        }

        return found;
    }
}
