using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.Invariants;

/// <summary>Judges a run by the two ledgers themselves, never by what the app says about its own work (but for what it parked).</summary>
public static class InvariantCheck
{
    public static IReadOnlyList<Verdict> Of(Evidence evidence)
    {
        var pairs = Pairing.Of(evidence);
        var directions = pairs.SelectMany(p => new[] { (From: p.Wix, To: p.External), (From: p.External, To: p.Wix) }).ToList();
        return
        [
            new("conservation", "every pair of accounts moved by the same points, but for what is parked", [.. pairs.SelectMany(Conservation)]),
            new("no echo", "nothing that the app wrote was taken for a change", [.. directions.SelectMany(d => Echoes(d.From, d.To))]),
            new("at most once", "no change has two mirrors", [.. directions.SelectMany(d => Doubles(d.From, d.To))]),
            new("exactly once", "every change has a mirror or is parked", [.. directions.SelectMany(d => Losses(d.From, d.To))]),
            new("never negative", "no balance was ever below zero", [.. pairs.SelectMany(p => Negatives(p.Wix).Concat(Negatives(p.External)))]),
            new("liveness", "the queues drained and nothing stayed unfinished", evidence.Unfinished),
        ];
    }

    private static IEnumerable<string> Conservation(LinkedPair pair)
    {
        foreach (var book in new[] { pair.Wix, pair.External })
        {
            var sum = book.Transactions.Sum(t => t.Points);
            if (sum != book.Moved)
                yield return $"{book.Name} of {pair.Person} moved by {book.Moved} but its transactions add up to {sum}.";
        }

        var difference = pair.Wix.Moved - pair.External.Moved;
        var parked = pair.Wix.ParkedPoints - pair.External.ParkedPoints;
        if (difference != parked)
        {
            yield return $"{pair.Wix.Name} of {pair.Person} moved by {pair.Wix.Moved} and {pair.External.Name} by {pair.External.Moved}: "
                + $"{difference} apart, of which {parked} parked.";
        }
    }

    private static IEnumerable<string> Echoes(AccountBook from, AccountBook to)
    {
        var mirrorsHere = from.Mirrors.Select(t => t.Points).ToHashSet();
        foreach (var surplus in MirrorMatch.Of(from, to).Surplus.Where(t => mirrorsHere.Contains(t.Points) && !IsDouble(from, t)))
            yield return $"{to.Name}: transaction {surplus.Id} of {surplus.Points} mirrors what the app itself wrote on {from.Name}.";

        foreach (var parked in from.Parked.Where(p => from.Mirrors.Any(t => t.Id == p.TransactionId)))
            yield return $"{from.Name}: the app's own transaction {parked.TransactionId} was parked as a change ({parked.Reason}).";
    }

    private static IEnumerable<string> Doubles(AccountBook from, AccountBook to)
    {
        var mirrorsHere = from.Mirrors.Select(t => t.Points).ToHashSet();
        foreach (var surplus in MirrorMatch.Of(from, to).Surplus.Where(t => IsDouble(from, t) || !mirrorsHere.Contains(t.Points)))
            yield return $"{to.Name}: transaction {surplus.Id} of {surplus.Points} has no change of its own on {from.Name}.";
    }

    private static bool IsDouble(AccountBook from, LedgerTransaction surplus) =>
        from.Transactions.Any(t => !t.MadeByApp && t.Points == surplus.Points);

    private static IEnumerable<string> Losses(AccountBook from, AccountBook to) =>
        MirrorMatch.Of(from, to).Lost.Select(t => $"{from.Name}: transaction {t.Id} of {t.Points} has no mirror on {to.Name} and is not parked.");

    private static IEnumerable<string> Negatives(AccountBook book)
    {
        var balance = book.Account?.Opening ?? 0;
        foreach (var transaction in book.Transactions)
        {
            balance += transaction.Points;
            if (balance < 0)
                yield return $"{book.Name}: {balance} points after transaction {transaction.Id}.";
        }
    }
}
