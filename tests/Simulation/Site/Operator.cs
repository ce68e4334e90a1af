using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Operations;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>
/// What people and timers do once the weather is calm: poison is put back, parked items are tried again, and every account is looked at on
/// both sides, so that what no event told of is found.
/// </summary>
internal sealed class Operator(World world)
{
    /// <summary>Puts back what was poisoned.</summary>
    public void Redrive() => world.Queues.Redrive();

    /// <summary>Has the app look at every account on both sides.</summary>
    public void LookAtAll() => Run(async instance =>
    {
        var nudge = instance.Service<SelfNudge>();
        foreach (var account in world.Wix.Accounts.Where(account => account.Transactions.Count > 0).ToList())
            await nudge.LookAtWixAsync(Sides.SiteId, account.Id, CancellationToken.None);
        foreach (var account in world.External.Accounts.Where(account => account.Bookings.Count > 0).ToList())
            await nudge.LookAtExternalAsync(Sides.SiteId, account.Id, CancellationToken.None);
    });

    /// <summary>Tries everything again that is parked.</summary>
    public void RetryParked() => Run(async instance =>
    {
        List<ParkedItem> items = [];
        await foreach (var item in instance.Service<ParkedStore>().ListAsync(Sides.SiteId, CancellationToken.None))
            items.Add(item);
        foreach (var item in items.Where(item => item.Reason != ParkReasons.CarriesOurMarker))
            await instance.Service<ParkedItems>().RetryAsync(item.SiteId, item.Side, item.AccountId, item.TransactionId, CancellationToken.None);
    });

    private void Run(Func<Instance, Task> work)
    {
        var instance = world.AnyInstance() ?? throw new InvalidOperationException("No instance lives although all is calm.");
        instance.Run(() => work(instance), () => { }, e => world.Unexplained.Add($"operator: {e}"));
    }
}
