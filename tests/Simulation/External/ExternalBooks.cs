using System.Globalization;
using LoyaltyFunctions.Simulation.Loop;

namespace LoyaltyFunctions.Simulation.External;

/// <summary>The accounts of the simulated external system. A booking is one step.</summary>
internal sealed class ExternalBooks(SimLoop loop, TimeSpan skew, bool negativeBalances)
{
    private readonly Dictionary<string, ExternalAccountBook> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExternalBooking> byKey = new(StringComparer.Ordinal);
    private readonly List<ExternalBooking> bookings = [];
    private DateTimeOffset last;

    /// <summary>Told of each booking.</summary>
    public Action<ExternalAccountBook, ExternalBooking>? Booked { get; set; }

    public IEnumerable<ExternalAccountBook> Accounts => byId.Values;

    /// <summary>Of all accounts, oldest first.</summary>
    public IEnumerable<ExternalBooking> Bookings => bookings;

    public DateTimeOffset Now => loop.Now + skew;

    public ExternalAccountBook? Find(string id) => byId.GetValueOrDefault(id);

    public IEnumerable<ExternalAccountBook> WithEmail(string email) => byId.Values.Where(account => account.Email == email);

    /// <summary>A new account; or the one that has the reference already.</summary>
    public ExternalAccountBook AddAccount(string email, string? reference)
    {
        if (reference is not null && byId.Values.FirstOrDefault(account => account.Reference == reference) is { } known)
            return known;
        var account = new ExternalAccountBook(string.Create(CultureInfo.InvariantCulture, $"acc_{byId.Count + 1}"), email, reference);
        byId.Add(account.Id, account);
        return account;
    }

    public ExternalBooking? FindByKey(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Moves points; null when there are not enough.</summary>
    public ExternalBooking? Book(ExternalAccountBook account, long points, string? reference, string? key, bool madeByApp)
    {
        if (points < 0 && account.Balance + points < 0 && !negativeBalances)
            return null;
        last = Now > last ? Now : last;
        account.Balance += points;
        var booking = new ExternalBooking(
            string.Create(CultureInfo.InvariantCulture, $"txn_{bookings.Count + 1}"), account.Id, points, reference, last, account.Balance, madeByApp);
        account.Bookings.Add(booking);
        bookings.Add(booking);
        if (key is not null)
            byKey.Add(key, booking);
        Booked?.Invoke(account, booking);
        return booking;
    }

    /// <summary>Moves points as no booking tells; false when there are not enough. Nobody hears of it.</summary>
    public static bool Drift(ExternalAccountBook account, long points)
    {
        if (account.Drift != 0 || account.Balance + points < 0)
            return false;
        account.Drift = points;
        account.Balance += points;
        return true;
    }
}
