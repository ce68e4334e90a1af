using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.Invariants;

/// <summary>Puts the two ledgers side by side, person by person.</summary>
internal static class Pairing
{
    public static IReadOnlyList<LinkedPair> Of(Evidence evidence)
    {
        var wix = Books(evidence.Wix, evidence.Parked);
        var external = Books(evidence.External, evidence.Parked);
        return
        [
            .. wix.Keys.Union(external.Keys).Order(StringComparer.Ordinal).Select(person => new LinkedPair(
                person,
                wix.GetValueOrDefault(person) ?? new AccountBook(Side.Wix, null, [], []),
                external.GetValueOrDefault(person) ?? new AccountBook(Side.External, null, [], []))),
        ];
    }

    private static Dictionary<string, AccountBook> Books(LedgerSnapshot ledger, IReadOnlyList<ParkedChange> parked)
    {
        var transactions = ledger.Transactions.ToLookup(t => t.AccountId);
        var accountOf = ledger.Transactions.ToDictionary(t => t.Id, t => t.AccountId);
        var parkedOf = parked
            .Where(p => p.Side == ledger.Side && p.TransactionId is not null && accountOf.ContainsKey(p.TransactionId))
            .ToLookup(p => accountOf[p.TransactionId!]);
        var books = new Dictionary<string, AccountBook>();
        foreach (var account in ledger.Accounts)
        {
            // Points can belong together with one account of a person only; a second one stands for itself and has to explain itself.
            var person = account.Person is { } name && !books.ContainsKey(name) ? name : $"{account.Person ?? "nobody"} ({ledger.Side} {account.Id})";
            books[person] = new AccountBook(ledger.Side, account, [.. transactions[account.Id]], [.. parkedOf[account.Id]]);
        }

        return books;
    }
}
