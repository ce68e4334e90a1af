using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.People;

/// <summary>One of the two systems as people use it and as the judge reads it.</summary>
public interface IPointsSystem
{
    Side Side { get; }

    /// <summary>The ledger as it truly is.</summary>
    LedgerSnapshot Ledger();

    /// <summary>A person earns points.</summary>
    /// <returns>False when the system refuses.</returns>
    bool Earn(string accountId, long points);

    /// <summary>A person redeems points.</summary>
    /// <returns>False when the system refuses, for want of points.</returns>
    bool Redeem(string accountId, long points);

    /// <summary>How many webhooks wait, are under way, or will be sent again.</summary>
    long WebhooksUnderWay { get; }

    /// <summary>Webhooks that were given up: the app will never hear of them.</summary>
    long WebhooksGivenUp { get; }
}
