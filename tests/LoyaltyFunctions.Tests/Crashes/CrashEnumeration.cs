using System.Globalization;
using Azure.Core.Pipeline;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>
/// Runs each scenario once without a fault, which shows its outgoing calls and what it leaves in the two ledgers; then once for every call
/// and every way in which it can go wrong, each with a person of its own, all in one world. Whatever stopped is delivered again by the
/// queue, as after the death of a process.
/// </summary>
public sealed class CrashEnumeration : IAsyncDisposable
{
    // The storage emulator slows down with the number of messages that wait.
    private const int AtOnce = 40;
    private const int Patience = 240;
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1.5);

    private readonly CrashPlan plan;
    private readonly SyncWorld world;
    private readonly IReadOnlyDictionary<(bool, bool, bool), Queue<Subject>> unused;

    private CrashEnumeration(CrashPlan plan, SyncWorld world, IReadOnlyDictionary<(bool, bool, bool), Queue<Subject>> unused)
    {
        this.plan = plan;
        this.world = world;
        this.unused = unused;
    }

    /// <param name="hidesProvenance">Neither side gives back a mark of ours.</param>
    public static async Task<CrashEnumeration> StartAsync(
        int processes, bool hidesProvenance = false, ExternalBehaviour? external = null)
    {
        var plan = new CrashPlan();
        var world = await SyncWorld.StartAsync(
            processes: 0,
            wix: new() { DescriptionKept = !hidesProvenance },
            external: (external ?? new()) with { EchoReference = !hidesProvenance });
        // Nobody listens yet: their accounts and points are history.
        var unused = new Dictionary<(bool, bool, bool), Queue<Subject>>
        {
            [(true, true, true)] = Subjects(900, onWix: true, outside: true, Scenario.Start),
            [(false, true, true)] = Subjects(500, onWix: true, outside: true),
            [(false, true, false)] = Subjects(250, onWix: true, outside: false),
            [(false, false, true)] = Subjects(250, onWix: false, outside: true),
        };
        await Task.Delay(5);
        var settings = new Dictionary<string, string?>
        {
            ["Sites:{site}:SyncFrom"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
            // A message whose last step was lost is seen again when its lock has passed.
            ["Functions:Queues:LockDuration"] = "00:00:04",
            ["Sync:InsufficientPointsAttempts"] = "1",
        };
        for (var i = 0; i < processes; i++)
        {
            await world.StartAppAsync(settings, services =>
            {
                services.AddHttpClient(WixClient.HttpClientName).AddHttpMessageHandler(() => new CrashingHandler(plan));
                services.AddHttpClient(RestExternalLoyalty.HttpClientName).AddHttpMessageHandler(() => new CrashingHandler(plan));
                services.AddSingleton<HttpPipelinePolicy>(new CrashingPolicy(plan));
            });
        }

        await world.ListenToAllAsync();
        return new(plan, world, unused);

        Queue<Subject> Subjects(int count, bool onWix, bool outside, long points = 0) =>
            new(Enumerable.Range(0, count).Select(_ => Subject.Create(world, onWix, outside, points)));
    }

    /// <summary>Runs them all.</summary>
    /// <param name="modes">Without any, all.</param>
    public async Task<Findings> RunAsync(IReadOnlyList<(Scenario Scenario, Delivery Delivery)> runs, params CrashMode[] modes)
    {
        // Tokens and what is asked once per process are nobody's calls.
        await RunWithoutFaultAsync(runs.Take(1));
        var references = await RunWithoutFaultAsync(runs);

        var expected = await Ledgers.ReadAsync(world);
        var prepared = await PrepareAsync(
            from reference in references
            from point in reference.Victim.Calls
            from mode in modes is [] ? Enum.GetValues<CrashMode>() : modes
            select reference.Case with { Point = point, Mode = mode });
        foreach (var group in prepared.GroupBy(p => p.Case.Delivery))
        {
            foreach (var some in group.Chunk(AtOnce))
            {
                Begin(group.Key, some);
                await Task.Delay(200);
            }
        }

        var unfinished = await world.UnfinishedAsync(Patience);
        var found = await Ledgers.ReadAsync(world);
        var should = references.ToDictionary(r => (r.Case.Scenario, r.Case.Delivery), r => expected.Of(r.Subject));
        var logged = world.Logged.SelectMany(entry => Chain(entry.Exception)).OfType<CrashException>().ToHashSet();
        return new(
            prepared.GroupBy(p => p.Case.Name).ToDictionary(g => g.Key, g => g.Count(p => p.Victim.Struck)),
            // What else is asked, and who comes second, is chance.
            [.. prepared.Where(p => p.Case is { Delivery: Delivery.Clean, Scenario.IsOneChange: true, Point.IsWrite: true } && !p.Victim.Struck).Select(p => $"{p.Case} never happened")],
            [
                .. references.Where(r => expected.Totals(r.Subject) != r.Case.Scenario.Outcome)
                    .Select(r => $"{r.Case.Name} left {expected.Of(r.Subject)} without a fault"),
                .. prepared.Select(p => (p.Case, p.Victim, Should: should[(p.Case.Scenario, p.Case.Delivery)], Is: found.Of(p.Subject)))
                    .Where(p => p.Should != p.Is)
                    .Select(p => $"{p.Case} left {p.Is} where a run without a fault leaves {p.Should}"),
            ],
            [.. prepared.Where(p => p.Victim.Thrown is { } thrown && !logged.Contains(thrown)).Select(p => $"{p.Case} never reached the host")],
            unfinished);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private async Task<IReadOnlyList<(Case Case, Subject Subject, Victim Victim)>> RunWithoutFaultAsync(
        IEnumerable<(Scenario Scenario, Delivery Delivery)> runs)
    {
        var prepared = await PrepareAsync(runs.Select(run => new Case(run.Scenario, run.Delivery, null, CrashMode.Before)));
        foreach (var group in prepared.GroupBy(p => p.Case.Delivery))
        {
            Begin(group.Key, group);
            await world.QuietAsync();
        }

        return prepared;
    }

    private async Task<IReadOnlyList<(Case Case, Subject Subject, Victim Victim)>> PrepareAsync(IEnumerable<Case> cases)
    {
        var all = cases.Select(c => (Case: c, Subject: unused[(c.Scenario.Linked, c.Scenario.OnWix, c.Scenario.Outside)].Dequeue())).ToList();
        var linker = world.Service<AccountLinker>();
        await Parallel.ForEachAsync(all.Where(c => c.Case.Scenario.Linked), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (c, ct) =>
            Assert.NotNull((await linker.FromWixAsync(world.SiteId, c.Subject.WixAccountId!, ct)).Link));
        return [.. all.Select(c => (c.Case, c.Subject, plan.Watch(c.Subject.Names, c.Case.Point, c.Case.Mode)))];
    }

    private void Begin(Delivery delivery, IEnumerable<(Case Case, Subject Subject, Victim Victim)> cases)
    {
        var rate = delivery == Delivery.Clean ? 0 : 1;
        var apart = delivery == Delivery.Duplicate ? Apart : TimeSpan.Zero;
        world.Wix.Behaviour = world.Wix.Behaviour with { DuplicateRate = rate, DelayMax = apart };
        world.External.Behaviour = world.External.Behaviour with { DuplicateRate = rate, DelayMs = (int)apart.TotalMilliseconds };
        foreach (var (c, subject, _) in cases)
            c.Scenario.Do(subject);
    }

    private static IEnumerable<Exception> Chain(Exception? e) => e switch
    {
        null => [],
        AggregateException several => several.InnerExceptions.SelectMany(Chain).Prepend(e),
        _ => Chain(e.InnerException).Prepend(e),
    };

    private sealed record Case(Scenario Scenario, Delivery Delivery, CrashPoint? Point, CrashMode Mode)
    {
        public string Name => $"{Scenario.Name}, {Delivery}";

        public override string ToString() => $"{Name}, {Point}, {Mode}";
    }
}
