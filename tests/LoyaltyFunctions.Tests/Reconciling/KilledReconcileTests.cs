using System.Diagnostics;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Reconciling;

public sealed class KilledReconcileTests
{
    private const int Kills = 6;
    private const int People = 120;
    private const int Calls = 60;

    private static readonly Dictionary<string, string?> Limits = new()
    {
        ["Wix:CallsPerWindow"] = "60",
        ["Wix:RateWindow"] = "00:00:02",
        ["Sync:LookAgainDelay"] = "00:00:01",
    };

    [Fact]
    public async Task A_reconcile_whose_processes_are_killed_syncs_and_repairs_everything_once()
    {
        await using var world = await SyncWorld.StartAsync(Limits, simulator: new() { ProgramActive = true, CallsPerWindow = Calls, RateWindow = TimeSpan.FromSeconds(2) });
        var people = Enumerable.Range(0, People).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
            person.EarnsOutside(1000);
        await world.QuietAsync();
        // From here on the app is processes of their own, and nobody hears of anything.
        await world.Apps[0].StopAsync();
        world.Wix.WebhookUrl = null;
        world.External.WebhookUrl = null;
        foreach (var (person, number) in people.Select((person, number) => (person, number)))
            Happen(world, person, number % 6);
        // Two accounts that share nothing, and have nobody on the other side.
        world.External.AddAccount("alone@example.com", points: 3);
        var stranger = world.Wix.AddContact(new(null, "No Address"), silent: true);
        world.Wix.CreateAccount(stranger.Id);

        var folder = Directory.CreateTempSubdirectory("loyalty-killed-");
        var app = await world.StartProcessAsync(folder.FullName, 0, Limits);
        string jobId;
        using (var first = new ReconcileDriver(world, app.Address))
            jobId = await first.StartAsync("?repair=wix");
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = world.Wix.ReadSummary().Requests.Values.Sum();
            await Eventually.HoldsAsync(() => world.Wix.ReadSummary().Requests.Values.Sum() > before + (5 * kill), "the job is under way");
            using (var process = Process.GetProcessById(app.Id))
                process.Kill();
            await app.DisposeAsync();
            app = await world.StartProcessAsync(folder.FullName, kill, Limits);
        }

        IReadOnlyList<string[]> report;
        using (var last = new ReconcileDriver(world, app.Address))
        {
            var job = await last.EndOfAsync(jobId);
            report = await last.ReportAsync(jobId);
            Assert.Equal((People / 6 * 2, 0, 0), (job["drift_repaired"], job["drift"], job["no_answer"]));
            Assert.True(job["missed"] == People / 6 * 3, job.ToString());
        }

        Assert.Single(report, line => line[0] == "external_only");
        await world.QuietAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
        Assert.All(people.Select((person, number) => (person, number)), p => Assert.Equal(
            (p.number, Expected(p.number % 6), Expected(p.number % 6)), (p.number, p.person.WixBalance, p.person.ExternalBalance)));
        // A killed process may have taken a call in one window and sent it, on a busy machine, in the next.
        Assert.InRange(world.Wix.ReadSummary().Throttled, 0, Kills);
    }

    [Fact]
    public async Task A_cancelled_reconcile_does_no_more_and_the_next_one_does_it_all()
    {
        await using var world = await SyncWorld.StartAsync(new(Limits) { ["Wix:CallsPerWindow"] = "12" });
        var people = Enumerable.Range(0, 8).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
            person.EarnsOutside(100);
        await world.QuietAsync();
        foreach (var person in people)
            world.Wix.Drift(person.WixAccountId, 7);

        using var reconcile = new ReconcileDriver(world);
        var jobId = await reconcile.StartAsync("?repair=external");
        Assert.Equal(jobId, await reconcile.StartAsync("?repair=external"));
        using (var cancelled = await reconcile.CancelAsync(jobId))
            cancelled.EnsureSuccessStatusCode();
        Assert.Equal("cancelled", (await reconcile.ReadAsync(jobId)).State);

        var job = await reconcile.RunAsync("?repair=external");
        await world.QuietAsync();
        Assert.Equal((0, 8), (job["drift"], job["drift_repaired"]));
        Assert.All(people, p => Assert.Equal((100, 100), (p.WixBalance, p.ExternalBalance)));
        Assert.Equal("cancelled", (await reconcile.ReadAsync(jobId)).State);
    }

    [Fact]
    public async Task A_change_whose_message_is_lost_is_resumed_and_an_account_that_nobody_linked_is_linked()
    {
        await using var world = await SyncWorld.StartAsync(Limits);
        var person = world.AddPerson();
        person.EarnsOutside(100);
        await world.QuietAsync();
        // As a crash of storage could leave it: owed, and on no queue.
        var link = (await world.FindLinkAsync(person))!;
        var change = new LedgerEntry(Side.Wix, "t-lost", EntryKind.Change, EntryState.Pending, 4, "EARN", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
        await world.Service<LedgerStore>().CommitAsync(
            new(link.WithPending(new(Side.Wix, "t-lost", 4, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddMinutes(-1), InFlight: false)), [change], []), default);
        world.Wix.Behaviour = world.Wix.Behaviour with { DropRate = 1 };
        world.External.Behaviour = world.External.Behaviour with { DropRate = 1 };
        var unheard = world.AddPerson();
        unheard.EarnsOnWix(50);
        unheard.EarnsOutside(6);

        using var reconcile = new ReconcileDriver(world);
        var job = await reconcile.RunAsync();
        await world.QuietAsync();

        Assert.Equal((104, 0), (person.ExternalBalance, (await world.FindLinkAsync(person))!.Pending.Count));
        Assert.Equal(1, job["linked"]);
        Assert.Equal((56, 56), (unheard.WixBalance, unheard.ExternalBalance));
    }

    private static void Happen(SyncWorld world, Person person, int kind)
    {
        switch (kind)
        {
            case 0: person.EarnsOnWix(5); break;
            case 1: person.RedeemsOutside(6); break;
            case 2: world.Wix.Expire(person.WixAccountId, 7); break;
            case 3: world.Wix.Drift(person.WixAccountId, 8); break;
            case 4: world.External.Drift(person.ExternalAccountId, -9); break;
        }
    }

    private static long Expected(int kind) => kind switch
    {
        0 => 1005,
        1 => 994,
        2 => 993,
        3 => 1008,
        // Wix is right: what moved outside is taken back.
        _ => 1000,
    };
}
