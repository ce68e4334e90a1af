using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Sandbox.Demo.People;

/// <summary>The simulated Wix, as the demo uses it.</summary>
internal sealed class WixPeople(WixSimulator simulator) : IPointsSystem
{
    public Side Side => Side.Wix;

    public long WebhooksUnderWay => simulator.PendingWebhooks;

    public long WebhooksGivenUp => simulator.ReadSummary().GivenUp;

    public LedgerSnapshot Ledger()
    {
        var ledger = simulator.ReadLedger();
        return new LedgerSnapshot(
            Side,
            [.. ledger.Accounts.Select(a => new LedgerAccount(a.Id, Emails.Normalised(a.Email), 0, a.Balance))],
            [.. ledger.Transactions.Select(t => new LedgerTransaction(t.Id, t.AccountId, t.Amount, t.MadeByApp))]);
    }

    public bool Earn(string accountId, long points)
    {
        simulator.Earn(accountId, points);
        return true;
    }

    public bool Redeem(string accountId, long points)
    {
        try
        {
            simulator.Redeem(accountId, points);
            return true;
        }
        catch (WixRefusedException refusal) when (refusal.Code == "INSUFFICIENT_POINTS")
        {
            return false;
        }
    }
}
