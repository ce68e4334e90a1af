using System.Globalization;
using System.Text;

namespace LoyaltyFunctions.Ledger;

/// <summary>
/// <see cref="RecentTransactions"/> as the text of one column: the horizon, then <c>id/kind/time</c> of each, with spaces between and times in ticks.
/// Not JSON: it is the bulk of a row that every change reads and writes, and a row is JSON already, in which each quote costs an escape.
/// </summary>
internal static class RecentTransactionsText
{
    private const char Change = 'c';
    private const char Mirror = 'm';

    public static string Write(RecentTransactions recent)
    {
        var text = new StringBuilder(64 * (recent.Items.Count + 1)).Append(CultureInfo.InvariantCulture, $"{recent.Horizon.UtcTicks}");
        foreach (var item in recent.Items)
            text.Append(CultureInfo.InvariantCulture, $" {item.Id}/{(item.Kind == EntryKind.Mirror ? Mirror : Change)}/{item.At.UtcTicks}");
        return text.ToString();
    }

    /// <exception cref="FormatException">It is not what <see cref="Write"/> wrote.</exception>
    public static RecentTransactions Read(ReadOnlySpan<char> text)
    {
        List<RecentTransaction> items = [];
        DateTimeOffset? horizon = null;
        foreach (var range in text.Split(' '))
        {
            var part = text[range];
            if (horizon is null)
                horizon = Time(part);
            else
                items.Add(Item(part));
        }

        return new(items, horizon ?? throw new FormatException("The text is empty."));
    }

    private static RecentTransaction Item(ReadOnlySpan<char> part)
    {
        var slash = part.IndexOf('/');
        if (slash <= 0 || part.Length < slash + 4 || part[slash + 2] != '/')
            throw new FormatException($"{part} is not id/kind/time.");
        var kind = part[slash + 1] switch
        {
            Change => EntryKind.Change,
            Mirror => EntryKind.Mirror,
            var other => throw new FormatException($"{other} is not a kind."),
        };
        return new(part[..slash].ToString(), kind, Time(part[(slash + 3)..]));
    }

    private static DateTimeOffset Time(ReadOnlySpan<char> ticks) => new(long.Parse(ticks, NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
