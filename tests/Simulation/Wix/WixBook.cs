using LoyaltyFunctions.Simulation.Loop;

namespace LoyaltyFunctions.Simulation.Wix;

/// <summary>The accounts and contacts of the simulated Wix. A change is one step: balance, revision and transaction together.</summary>
internal sealed class WixBook(SimLoop loop, Dice dice, TimeSpan skew, TimeSpan lag)
{
    private readonly Dictionary<string, WixAccount> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WixAccount> byContact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> emails = new(StringComparer.Ordinal);

    /// <summary>Told of each change of points, with its transaction if there is one.</summary>
    public Action<WixAccount, WixTransaction?>? Changed { get; set; }

    /// <summary>What somebody who believes it to be an echo of his own would not see.</summary>
    public Func<WixTransaction, bool>? Overlooked { get; set; }

    public IEnumerable<WixAccount> Accounts => byId.Values;

    /// <summary>Wix's clock: entities have milliseconds.</summary>
    public DateTimeOffset Now => new((loop.Now + skew).Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    public string AddContact(string email)
    {
        var id = dice.NextGuid().ToString();
        emails.Add(id, email);
        return id;
    }

    public WixAccount AddAccount(string contactId, DateTimeOffset? createdAt = null)
    {
        var account = new WixAccount(dice.NextGuid().ToString(), contactId, createdAt ?? Now);
        byId.Add(account.Id, account);
        byContact.Add(contactId, account);
        return account;
    }

    public WixAccount? Find(string id) => byId.GetValueOrDefault(id);

    public WixAccount? FindByContact(string contactId) => byContact.GetValueOrDefault(contactId);

    public string? EmailOf(string contactId) => emails.GetValueOrDefault(contactId);

    public string? ContactWith(string email)
    {
        foreach (var (id, address) in emails)
        {
            if (address == email)
                return id;
        }

        return null;
    }

    /// <summary>Moves points; null when there are not enough.</summary>
    /// <param name="told">Whether there is an event.</param>
    public WixTransaction? Change(WixAccount account, long points, string type, string description, string? key, bool madeByApp, bool told = true)
    {
        if (account.Balance + points < 0)
            return null;
        var at = Now > account.UpdatedAt ? Now : account.UpdatedAt;
        var transaction = new WixTransaction(
            dice.NextGuid().ToString(), at, points, type, description, key, account.Balance, loop.Now + dice.UpTo(lag), madeByApp);
        account.Balance += points;
        account.Revision++;
        account.UpdatedAt = at;
        account.Transactions.Add(transaction);
        if (told)
            Changed?.Invoke(account, transaction);
        return transaction;
    }

    /// <summary>Moves points as no transaction tells; false when there are not enough.</summary>
    public bool Drift(WixAccount account, long points)
    {
        if (account.Drift != 0 || account.Balance + points < 0)
            return false;
        account.Drift = points;
        account.Balance += points;
        account.Revision++;
        account.UpdatedAt = Now > account.UpdatedAt ? Now : account.UpdatedAt;
        Changed?.Invoke(account, null);
        return true;
    }

    /// <summary>Those that a query shows now, oldest first.</summary>
    public List<WixTransaction> Listed(WixAccount account, DateTimeOffset since) =>
        [.. account.Transactions.Where(t => t.At >= since && t.ListedAt <= loop.Now && Overlooked?.Invoke(t) != true)];
}
