using System.Globalization;
using LoyaltyFunctions.Bench.Processes;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Bench.Site;
using LoyaltyFunctions.Bench.StorageDouble;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Azurite;

namespace LoyaltyFunctions.Bench.Sync;

/// <summary>How many changes a process mirrors, against a loop that only makes the calls.</summary>
internal sealed class SyncPart : IPart
{
    // So many that an account moves every few seconds at most; Azurite, which is slower, is slower still with what it holds.
    private const int PeopleOnInstant = 4_000;
    private const int PeopleOnAzurite = 400;

    // More than elsewhere: Azurite's own pace varies most.
    private const int Rounds = 5;
    private static readonly Side[] Both = [Side.Wix, Side.External];

    public string Name => "sync";

    public async Task<PartResult> RunAsync(BenchContext context, CancellationToken ct)
    {
        int[] concurrencies = context.Quick ? [8] : [1, 8, 32];
        await using var instant = await DoubleStorage.StartAsync(ct);
        Dictionary<Side, CallsPerChange> calls = [];
        context.Say("Sync: on storage that answers at once");
        var atOnce = await OnAsync(context, instant.ConnectionString, PeopleOnInstant, concurrencies, async (site, mirrors, pairs) =>
        {
            foreach (var side in Both)
            {
                var before = await CallsPerChange.ReadAsync(instant, site, ct);
                var (changes, _) = await ClosedLoop.RunAsync(pairs, 8, context.Turn, [side], mirrors.ChangeAsync, context.Time);
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
                calls[side] = CallsPerChange.Between(before, await CallsPerChange.ReadAsync(instant, site, ct), changes);
            }
        }, ct);
        context.Say("Sync: on Azurite");
        await using var azurite = await AzuriteServer.StartAsync(ct);
        var real = await OnAsync(context, azurite.ConnectionString, PeopleOnAzurite, concurrencies, (_, _, _) => Task.CompletedTask, ct);
        return SyncReport.ToResult(concurrencies, real, atOnce, calls);
    }

    private static async Task<SyncFigures> OnAsync(
        BenchContext context, string storage, int people, int[] concurrencies, Func<BenchSite, Mirrors, IReadOnlyList<Pair>, Task> then, CancellationToken ct)
    {
        await using var site = await BenchSite.StartAsync(storage, people, ct);
        await site.ActivateAsync(ct);
        await using var receiver = await Child.StartSelfAsync(
            Roles.Floor, new Dictionary<string, string> { ["PUBLIC_KEY"] = site.Keys.PublicKeyPem, ["STORAGE"] = storage }, ct);
        using var mirrors = new Mirrors(site, context.Time);
        var all = Pair.Of(site);
        // The floor has accounts of its own: nobody mirrors what it does.
        var (pairs, floorPairs) = (all.Take(people / 2).ToList(), all.Skip(people / 2).ToList());
        using var floor = await FloorLoop.StartAsync(site, floorPairs, ct);
        var figures = new SyncFigures();

        // Until hot code is compiled for the last time: what is measured is an app that has been running for a while.
        await AppTurnAsync(32, warmUp: true);
        await then(site, mirrors, pairs);
        await FloorTurnAsync(32, warmUp: true);
        for (var round = 0; round < (context.Quick ? 1 : Rounds); round++)
        {
            foreach (var concurrency in concurrencies)
            {
                await AppTurnAsync(concurrency);
                await FloorTurnAsync(concurrency);
            }
        }

        return figures;

        async Task AppTurnAsync(int concurrency, bool warmUp = false)
        {
            site.ConnectApp();
            var cpu = ProcessUsage.Cpu(site.App.Id);
            var (changes, took) = await ClosedLoop.RunAsync(pairs, concurrency, warmUp ? WarmUp(context) : context.Turn * 1.5, Both, mirrors.ChangeAsync, context.Time);
            var used = ProcessUsage.Cpu(site.App.Id) - cpu;
            // The last echoes are still on their way.
            await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
            if (!warmUp)
                figures.Add(SyncFigures.App, concurrency, changes / took.TotalSeconds, used.TotalMilliseconds / changes);
        }

        async Task FloorTurnAsync(int concurrency, bool warmUp = false)
        {
            site.Connect(new Uri(receiver.Address, "/empty"));
            var (changes, took) = await ClosedLoop.RunAsync(
                floorPairs, concurrency, warmUp ? WarmUp(context) : context.Turn * 1.5, Both, (pair, side) => floor.ChangeAsync(pair, side, ct), context.Time);
            if (!warmUp)
                figures.Add(SyncFigures.Floor, concurrency, changes / took.TotalSeconds, null);
        }
    }

    private static TimeSpan WarmUp(BenchContext context) => context.Turn * (context.Quick ? 3 : 12);
}
