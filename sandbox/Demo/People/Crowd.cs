using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.People;

/// <summary>
/// The site's members, and what the next one of them does. Seeded: the same seed asks for the same, though what the two systems grant
/// depends on what has arrived by then.
/// </summary>
// CA5394: a seed must replay; nothing here is a secret.
#pragma warning disable CA5394
internal sealed class Crowd(IReadOnlyList<IPointsSystem> systems, int seed)
{
    private const int DearestPurchase = 200;

    private readonly Random random = new(seed);
    private IReadOnlyList<LedgerAccount>[] accounts = [.. systems.Select(_ => (IReadOnlyList<LedgerAccount>)[])];

    /// <summary>Takes note of who has an account where, and how many points: one ledger for each system, in their order.</summary>
    public void LookAround(params IReadOnlyList<LedgerSnapshot> ledgers) => accounts = [.. ledgers.Select(l => l.Accounts)];

    /// <summary>Somebody earns or redeems somewhere.</summary>
    /// <returns>False when the system refused: the points had gone the other way in between.</returns>
    public bool Act()
    {
        var side = random.Next(systems.Count);
        if (accounts[side].Count == 0)
            side = 0;
        var account = accounts[side][random.Next(accounts[side].Count)];
        var points = random.Next(1, DearestPurchase);
        var redeems = random.NextDouble() < 0.45 && account.Balance >= 10;
        return redeems
            ? systems[side].Redeem(account.Id, 1 + (points % (account.Balance / 2)))
            : systems[side].Earn(account.Id, points);
    }
}
#pragma warning restore CA5394
