using LoyaltyFunctions.Simulation.Breaks;
using LoyaltyFunctions.Simulation.Site;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>
/// Runs one seed from its first change until all is quiet, and judges it. Everything follows from the seed. On the caller's thread alone.
/// </summary>
internal static class SeedRun
{
    private const long MostSteps = 3_000_000;
    private static readonly DateTimeOffset Latest = World.Start + TimeSpan.FromDays(30);
    private static readonly TimeSpan FaultsAfter = TimeSpan.FromMinutes(20);

    // Longer than a parked account is left alone.
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMinutes(15);

    public static SeedResult Of(long seed, Break broken = Break.None, TextWriter? trace = null)
    {
        var world = new World(seed, broken, trace);
        world.Trace.Say(world.Weather.ToString());
        foreach (var table in new[] { TableNames.AccountLinks, TableNames.Ledger, TableNames.Parked, TableNames.Poison, TableNames.Sites, TableNames.Jobs })
            world.Storage.CreateTable(table);
        for (var i = 0; i < world.Weather.Instances; i++)
            world.StartInstance();
        new People(world).Arrive();
        world.Night.Fall(world.Weather.Busy, FaultsAfter);
        world.Loop.After(world.Weather.Busy + FaultsAfter, () => world.Faults.IsCalm = true);
        var @operator = new Operator(world);
        world.Loop.After(world.Weather.Busy + (FaultsAfter / 2), @operator.Redrive);

        var quiet = Run(world);
        Action look = world.Night.Comes ? world.Night.Reconcile : @operator.LookAtAll;
        Action[] rounds = [@operator.Redrive, look, @operator.RetryParked, look];
        foreach (var round in rounds)
        {
            if (!quiet)
                break;
            world.Loop.After(BetweenRounds, round);
            quiet = Run(world);
        }

        IEnumerable<string> violations = quiet ? new Judge(world).Violations()
            : world.Loop.Escaped is { } where ? [$"replay: something left the loop: {where}"]
            : [$"liveness: not quiet after {world.Loop.Steps} steps, at {world.Loop.Now:O}.", .. new Judge(world).Unfinished().Select(what => $"liveness: {what}")];
        return new(
            seed, world.Trace.Hash, [.. violations], world.Loop.Steps,
            world.Wix.Accounts.Sum(a => a.Transactions.Count(t => !t.MadeByApp)) + world.External.Accounts.Sum(a => a.Bookings.Count(b => !b.MadeByApp)),
            world.Wix.Accounts.Sum(a => a.Transactions.Count(t => t.MadeByApp)) + world.External.Accounts.Sum(a => a.Bookings.Count(b => b.MadeByApp)),
            world.Queues.Poisoned);
    }

    private static bool Run(World world) => world.Loop.Run(MostSteps, Latest);
}
