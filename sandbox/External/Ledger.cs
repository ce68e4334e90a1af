using System.Globalization;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>
/// Accounts and transactions of the external simulator, in memory. Every operation is one step under one lock; the sum of an account's
/// transactions is its balance at every moment, but for <see cref="Drift"/>.
/// </summary>
internal sealed class Ledger(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<Entry> accounts = [];
    private readonly Dictionary<string, Entry> byId = [];
    private readonly Dictionary<string, List<Entry>> byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Entry> byReference = [];
    private readonly List<SimulatedTransaction> transactions = [];
    private readonly Dictionary<string, SimulatedTransaction> byKey = [];
    private DateTimeOffset lastBooking;

    /// <summary>Told of each new transaction, under the lock.</summary>
    public Action<SimulatedTransaction>? Booked { get; set; }

    /// <summary>A new account; or the one that has the reference already.</summary>
    public (SimulatedAccount Account, bool Created) CreateAccount(string? email, string? phone, string? name, string? reference)
    {
        lock (gate)
        {
            if (reference is not null && byReference.TryGetValue(reference, out var existing))
                return (existing.ToAccount(), false);

            var entry = new Entry(
                string.Create(CultureInfo.InvariantCulture, $"acc_{accounts.Count + 1:d6}"), email, phone, name, reference);
            accounts.Add(entry);
            byId.Add(entry.Id, entry);
            if (reference is not null)
                byReference.Add(reference, entry);
            if (entry.Email is not null)
            {
                if (!byEmail.TryGetValue(entry.Email.Trim(), out var same))
                    byEmail.Add(entry.Email.Trim(), same = []);
                same.Add(entry);
            }

            return (entry.ToAccount(), true);
        }
    }

    public BookingResult Book(Booking booking, bool mayGoNegative)
    {
        lock (gate)
        {
            if (booking.IdempotencyKey is not null && byKey.TryGetValue(booking.IdempotencyKey, out var first))
            {
                return first.AccountId == booking.AccountId && first.Points == booking.Points
                    ? new BookingResult.Booked(first, Repeat: true)
                    : new BookingResult.KeyReused();
            }

            if (!byId.TryGetValue(booking.AccountId, out var account))
                return new BookingResult.NoSuchAccount();
            var balance = checked(account.Balance + booking.Points);
            if (balance < 0 && booking.Points < 0 && !mayGoNegative)
                return new BookingResult.InsufficientPoints(account.Balance);

            var now = time.GetUtcNow();
            lastBooking = now > lastBooking ? now : lastBooking;
            var transaction = new SimulatedTransaction(
                string.Create(CultureInfo.InvariantCulture, $"txn_{transactions.Count + 1:d7}"), account.Id, booking.Kind, booking.Points, balance,
                booking.Reference, booking.Description, lastBooking, booking.MadeByApp, booking.IdempotencyKey);
            account.Balance = balance;
            account.Transactions.Add(transaction);
            transactions.Add(transaction);
            if (booking.IdempotencyKey is not null)
                byKey.Add(booking.IdempotencyKey, transaction);
            Booked?.Invoke(transaction);
            return new BookingResult.Booked(transaction, Repeat: false);
        }
    }

    /// <summary>Moves a balance past the transactions.</summary>
    /// <returns>False when there is no such account, or it has not the points.</returns>
    public bool Drift(string accountId, long points)
    {
        lock (gate)
        {
            if (!byId.TryGetValue(accountId, out var account) || account.Balance + points < 0)
                return false;
            account.Balance += points;
            return true;
        }
    }

    public SimulatedAccount? Find(string id)
    {
        lock (gate)
            return byId.TryGetValue(id, out var entry) ? entry.ToAccount() : null;
    }

    public IReadOnlyList<SimulatedAccount> FindByEmail(string email)
    {
        lock (gate)
            return byEmail.TryGetValue(email.Trim(), out var found) ? [.. found.Select(e => e.ToAccount())] : [];
    }

    /// <summary>However the number is written.</summary>
    public IReadOnlyList<SimulatedAccount> FindByPhone(string phone)
    {
        lock (gate)
            return [.. accounts.Select(e => e.ToAccount()).Where(a => a.Phone is not null && IsSame(Digits(a.Phone), Digits(phone)))];
    }

    public IReadOnlyList<SimulatedAccount> FindByReference(string reference)
    {
        lock (gate)
            return byReference.TryGetValue(reference, out var found) ? [found.ToAccount()] : [];
    }

    public (IReadOnlyList<SimulatedAccount> Items, int? Next) Accounts(int from, int take)
    {
        lock (gate)
        {
            var first = Math.Min(from, accounts.Count);
            var end = Math.Min(first + take, accounts.Count);
            return ([.. accounts[first..end].Select(e => e.ToAccount())], end < accounts.Count ? end : null);
        }
    }

    /// <summary>A page of transactions, oldest first; null when there is no such account.</summary>
    /// <param name="accountId">Null for all accounts.</param>
    /// <param name="from">Where the page begins; null for the first one from <paramref name="since"/>.</param>
    /// <param name="until">Younger ones are not shown.</param>
    public (IReadOnlyList<SimulatedTransaction> Items, int? Next)? Transactions(
        string? accountId, DateTimeOffset since, int? from, DateTimeOffset until, int take)
    {
        lock (gate)
        {
            if (accountId is not null && !byId.ContainsKey(accountId))
                return null;
            var all = accountId is null ? transactions : byId[accountId].Transactions;
            var first = Math.Min(from ?? FirstSince(all, since), all.Count);
            var end = first;
            while (end < all.Count && end - first < take && all[end].OccurredAt <= until)
                end++;
            var more = end < all.Count && all[end].OccurredAt <= until;
            return (all[first..end], more ? end : null);
        }
    }

    public (IReadOnlyList<SimulatedAccount> Accounts, IReadOnlyList<SimulatedTransaction> Transactions) Snapshot()
    {
        lock (gate)
            return ([.. accounts.Select(e => e.ToAccount())], [.. transactions]);
    }

    // A number without its country is the end of the one with it.
    private static bool IsSame(string kept, string asked) => kept.Length > 6 && asked.EndsWith(kept.TrimStart('0'), StringComparison.Ordinal);

    private static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));

    // Booking times never go back, so the list is sorted.
    private static int FirstSince(List<SimulatedTransaction> sorted, DateTimeOffset since)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].OccurredAt < since)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private sealed class Entry(string id, string? email, string? phone, string? name, string? reference)
    {
        public string Id { get; } = id;

        public string? Email { get; } = email;

        public long Balance { get; set; }

        public List<SimulatedTransaction> Transactions { get; } = [];

        public SimulatedAccount ToAccount() => new(Id, Email, phone, name, reference, Balance);
    }
}
