using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sandbox.InMemoryStorage;
using LoyaltyFunctions.Simulation.External;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Loop;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>
/// The reconciles of a seed: balances drift, reconciles that repair are started while everything goes wrong, some are cancelled, and one more
/// is run in the end. Draws of its own dice, so that a seed without them is what it is without this.
/// </summary>
internal sealed class Night
{
    private const double Likely = 0.4;

    // What no person moves, so that a repair can be told from all else.
    private const int More = 2_000;
    private const int Less = 61;

    private readonly World world;
    private readonly Dice dice;
    private readonly string repair;
    private string? job;
    private int drifts;

    public Night(World world)
    {
        this.world = world;
        dice = new Dice(unchecked(world.Seed * 31 + 17));
        Comes = dice.Happens(Likely);
        repair = dice.One("wix", "external");
    }

    /// <summary>Whether the seed has reconciles at all.</summary>
    public bool Comes { get; }

    /// <summary>Whose balances are right.</summary>
    public bool WixIsRight => repair == "wix";

    /// <summary>Plans what drifts and which reconciles run before the calm.</summary>
    /// <param name="busy">How long people are at it.</param>
    /// <param name="faults">How long the faults go on after that.</param>
    public void Fall(TimeSpan busy, TimeSpan faults)
    {
        if (!Comes)
            return;
        var amid = dice.Happens(0.5);
        for (var i = dice.Next(4); i > 0; i--)
            world.Loop.After(amid ? dice.UpTo(busy) : busy + dice.UpTo(faults / 2), Drift);
        for (var i = dice.Next(3); i > 0; i--)
        {
            var at = amid ? dice.UpTo(busy + faults) : busy + dice.Between(faults / 4, faults);
            world.Loop.After(at, Reconcile);
            if (dice.Happens(0.5))
                world.Loop.After(at + dice.UpTo(TimeSpan.FromMinutes(3)), Cancel);
        }
    }

    /// <summary>Starts a reconcile, as a person would over HTTP; it may fail.</summary>
    public void Reconcile()
    {
        if (world.AnyInstance() is not { } instance)
            return;
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString($"?repair={repair}");
        instance.Run(
            async () =>
            {
                if (await instance.Service<StartReconcile>().RunAsync(context.Request, Sides.SiteId, CancellationToken.None) is not AcceptedResult accepted)
                    throw new InvalidOperationException("A reconcile was refused.");
                job = accepted.Location![(accepted.Location!.LastIndexOf('/') + 1)..];
            },
            () => { },
            Failed);
    }

    private void Cancel()
    {
        if (job is not { } jobId || world.AnyInstance() is not { } instance)
            return;
        world.Trace.Add("cancel");
        instance.Run(() => instance.Service<JobStore>().CancelAsync(jobId, CancellationToken.None), () => { }, Failed);
    }

    private void Drift()
    {
        var points = dice.Happens(0.4) ? -Less - ++drifts : More + ++drifts;
        var onWix = dice.Happens(0.5);
        // What moves before is part of the balance that an account is linked with.
        var links = new LedgerStore(new MemoryTables(world.Storage, new ImmediateCalls())).ListLinksAsync(Sides.SiteId, CancellationToken.None)
            .ToBlockingEnumerable().Where(link => link.State == LinkState.Active).ToList();
        if (links.Count == 0)
            return;
        var link = dice.One<Link>(links);
        if (onWix && world.Wix.Find(link.WixAccountId) is { } account && world.Wix.Drift(account, points))
            world.Trace.Add("drift wix", number: points);
        else if (!onWix && world.External.Find(link.ExternalAccountId) is { } books && ExternalBooks.Drift(books, points))
            world.Trace.Add("drift ext", number: points);
    }

    private void Failed(Exception e)
    {
        if (!InjectedFailureException.Explains(e))
            world.Unexplained.Add($"reconcile: {e}");
    }
}
