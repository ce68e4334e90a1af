using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;
using LoyaltyFunctions.Sandbox.External;

namespace LoyaltyFunctions.Sandbox.Demo.People;

/// <summary>The simulated external system, as the demo uses it.</summary>
internal sealed class ExternalPeople(ExternalSimulator simulator) : IPointsSystem
{
    public Side Side => Side.External;

    public long WebhooksUnderWay => simulator.Callbacks.Pending;

    public long WebhooksGivenUp => simulator.Callbacks.GivenUp;

    public LedgerSnapshot Ledger()
    {
        var state = simulator.State;
        return new LedgerSnapshot(
            Side,
            [.. state.Accounts.Select(a => new LedgerAccount(a.Id, Emails.Normalised(a.Email), 0, a.Balance))],
            [.. state.Transactions.Select(t => new LedgerTransaction(t.Id, t.AccountId, t.Points, t.MadeByApp))]);
    }

    public bool Earn(string accountId, long points) => simulator.Earn(accountId, points) is not null;

    public bool Redeem(string accountId, long points) => simulator.Redeem(accountId, points) is not null;
}
