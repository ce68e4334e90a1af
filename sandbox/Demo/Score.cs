using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo;

/// <summary>How far one direction is, read from the two ledgers.</summary>
/// <param name="Changes">Made by people on <paramref name="From"/>.</param>
/// <param name="Mirrors">Written by the app on the other side.</param>
internal sealed record Score(Side From, long Changes, long Mirrors)
{
    public string Direction => From == Side.Wix ? "Wix → external" : "external → Wix";

    public static IReadOnlyList<Score> Of(LedgerSnapshot wix, LedgerSnapshot external) =>
    [
        new(Side.Wix, wix.Transactions.Count(t => !t.MadeByApp), external.Transactions.Count(t => t.MadeByApp)),
        new(Side.External, external.Transactions.Count(t => !t.MadeByApp), wix.Transactions.Count(t => t.MadeByApp)),
    ];
}
