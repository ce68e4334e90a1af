using System.Text;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Operations;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>
/// What people and timers do: poison is put back, also before the weather is calm; parked items are tried again, and every account is looked
/// at on both sides, so that what no event told of is found.
/// </summary>
internal sealed class Operator(World world)
{
    // Two people at once: each message is put back by one of them.
    private const int Redriving = 2;

    /// <summary>Puts back what was poisoned, as a person would over HTTP; amid faults it may fail.</summary>
    public void Redrive()
    {
        if (world.Queues.Poisoned == 0)
            return;
        foreach (var queue in QueueNames.All)
        {
            for (var i = 0; i < Redriving; i++)
                Run(instance => RedriveAsync(instance, queue));
        }
    }

    /// <summary>Has the app look at every account on both sides.</summary>
    public void LookAtAll() => Run(async instance =>
    {
        var nudge = instance.Service<SelfNudge>();
        foreach (var account in world.Wix.Accounts.Where(account => account.Transactions.Count > 0).ToList())
            await nudge.LookAtWixAsync(Sides.SiteId, account.Id, CancellationToken.None);
        foreach (var account in world.External.Accounts.Where(account => account.Bookings.Count > 0).ToList())
            await nudge.LookAtExternalAsync(Sides.SiteId, account.Id, CancellationToken.None);
    });

    /// <summary>
    /// Tries everything again that is parked, but for what carries a mark that others copied: there a person would see somebody else's hand. An
    /// item that a crash left of a change that is not parked goes too.
    /// </summary>
    public void RetryParked() => Run(async instance =>
    {
        List<ParkedItem> items = [];
        await foreach (var item in instance.Service<ParkedStore>().ListAsync(Sides.SiteId, CancellationToken.None))
            items.Add(item);
        foreach (var item in items)
        {
            if (item.Reason == ParkReasons.CarriesOurMarker && await IsParkedAsync(instance.Service<LedgerStore>(), item))
                continue;
            await instance.Service<ParkedItems>().RetryAsync(item.SiteId, item.Side, item.AccountId, item.TransactionId, CancellationToken.None);
        }
    });

    private static async Task<bool> IsParkedAsync(LedgerStore ledger, ParkedItem item) =>
        item is { WixAccountId: { } account, TransactionId: { } transaction }
        && await ledger.FindLinkAsync(item.SiteId, account, CancellationToken.None) is { } link
        && await ledger.FindEntryAsync(link, item.Side, transaction, CancellationToken.None) is { State: EntryState.Parked };

    private static async Task RedriveAsync(Instance instance, string queue)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"all":true}"""));
        if (await instance.Service<ManagePoison>().RedriveAsync(context.Request, queue, CancellationToken.None) is not JsonResult)
            throw new InvalidOperationException("A redrive was refused.");
    }

    private void Run(Func<Instance, Task> work)
    {
        if (world.AnyInstance() is { } instance)
            instance.Run(() => work(instance), () => { }, Failed);
        else if (world.Faults.IsCalm)
            throw new InvalidOperationException("No instance lives although all is calm.");
    }

    private void Failed(Exception e)
    {
        if (!InjectedFailureException.Explains(e))
            world.Unexplained.Add($"operator: {e}");
    }
}
