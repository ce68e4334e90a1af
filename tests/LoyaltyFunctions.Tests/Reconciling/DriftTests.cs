using System.Net;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Reconciling;

public sealed class DriftTests
{
    private static readonly Dictionary<string, string?> Quick = new() { ["Sync:LookAgainDelay"] = "00:00:01" };

    [Fact]
    public async Task Drift_is_reported_and_repaired_only_on_request_and_once()
    {
        await using var world = await SyncWorld.StartAsync(Quick);
        var people = Enumerable.Range(0, 5).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
            person.EarnsOnWix(100);
        await world.AssertInStepAsync();
        world.Wix.Drift(people[0].WixAccountId, 25);
        world.External.Drift(people[1].ExternalAccountId, -40);
        world.Wix.Drift(people[2].WixAccountId, -10);
        world.External.Drift(people[2].ExternalAccountId, 30);

        using var reconcile = new ReconcileDriver(world);
        var told = await reconcile.RunAsync();

        Assert.Equal((3, 0, 0), (told["drift"], told["missed"], told["drift_repaired"]));
        var report = await reconcile.ReportAsync(told.Json.GetProperty("jobId").GetString()!);
        Assert.Equal(
            people.Take(3).Select(p => ("drift", p.WixAccountId, p.ExternalAccountId)).Order(),
            report.Select(line => (line[0], line[2], line[3])).Order());
        Assert.Contains("No transaction explains 25 points on Wix and 0", report.Single(line => line[2] == people[0].WixAccountId)[4], StringComparison.Ordinal);
        Assert.Equal(3, (await world.CountersAsync())[$"loyalty.drift.accounts{{site={world.SiteId}}}"]);
        Assert.Equal([125, 100, 90, 100, 100], people.Select(p => p.WixBalance));
        Assert.Equal([100, 60, 130, 100, 100], people.Select(p => p.ExternalBalance));

        using (var unclear = await reconcile.PostAsync("?repair=true"))
            Assert.Equal(HttpStatusCode.BadRequest, unclear.StatusCode);
        var rehearsed = await reconcile.RunAsync("?repair=wix&dryRun=true");
        Assert.Equal((3, 0), (rehearsed["drift"], rehearsed["drift_repaired"]));

        var repaired = await reconcile.RunAsync("?repair=wix");
        Assert.Equal((0, 3), (repaired["drift"], repaired["drift_repaired"]));
        await world.QuietAsync();
        Assert.Equal([125, 100, 90, 100, 100], people.Select(p => p.WixBalance));
        Assert.Equal([125, 100, 90, 100, 100], people.Select(p => p.ExternalBalance));

        // Life goes on, from balances that are explained.
        foreach (var person in people)
            person.EarnsOutside(5);
        await world.QuietAsync();
        Assert.All(people, p => Assert.Equal(p.WixBalance, p.ExternalBalance));
        var after = await reconcile.RunAsync("?repair=wix");
        Assert.Equal((0, 0, 0), (after["drift"], after["drift_repaired"], after["missed"]));
        Assert.Empty(await world.ParkedAsync());
    }

    [Fact]
    public async Task A_site_may_say_that_the_external_system_is_right()
    {
        await using var world = await SyncWorld.StartAsync(new(Quick) { ["Sites:{site}:Reconcile:Repair"] = "ExternalWins" });
        var (one, other) = (world.AddPerson(), world.AddPerson());
        one.EarnsOutside(100);
        other.EarnsOutside(100);
        await world.AssertInStepAsync();
        world.Wix.Drift(one.WixAccountId, 25);
        world.External.Drift(other.ExternalAccountId, 12_345_678);

        using var reconcile = new ReconcileDriver(world);
        var job = await reconcile.RunAsync("?repair=true");
        await world.QuietAsync();

        Assert.Equal(2, job["drift_repaired"]);
        Assert.Equal((100, 100), (one.WixBalance, one.ExternalBalance));
        Assert.Equal((12_345_778, 12_345_778), (other.WixBalance, other.ExternalBalance));
    }

    [Fact]
    public async Task A_difference_that_was_another_one_before_is_not_drift()
    {
        await using var world = await SyncWorld.StartAsync(Quick);
        var (person, job) = await DriftAsync(world);
        var look = world.Service<AccountLook>();
        var first = await look.RunAsync(job, RepairPolicy.WixWins, new Suspect(person.WixAccountId), 0, 0, default);
        var seen = Assert.IsType<Suspect>(first.Again);
        // The same difference, of other changes whose events are on their way.
        var before = seen with { Revision = seen.Revision - 1 };

        var again = await look.RunAsync(job, RepairPolicy.WixWins, before, 0, 0, default);

        Assert.Equal(seen, again.Again);
        Assert.Equal((7, 0), (seen.Wix, (await world.FindLinkAsync(person))!.Pending.Count));
    }

    [Fact]
    public async Task Of_two_repairs_of_the_same_drift_one_counts_and_its_line_stays_in_the_report()
    {
        await using var world = await SyncWorld.StartAsync(Quick);
        var (person, job) = await DriftAsync(world);
        var (repair, link) = (world.Service<DriftRepair>(), (await world.FindLinkAsync(person))!);

        Assert.True(await repair.RunAsync(job, RepairPolicy.WixWins, link, 7, 0, default));
        Assert.False(await repair.RunAsync(job, RepairPolicy.WixWins, link, 7, 0, default));

        await world.QuietAsync();
        Assert.Equal((107, 107), (person.WixBalance, person.ExternalBalance));
        Assert.Equal([ReconcileFindings.Repaired], world.Service<JobStore>().ReadReportAsync(job.JobId, default).ToBlockingEnumerable().Select(f => f.Reason));
    }

    private static async Task<(Person Person, Job Job)> DriftAsync(SyncWorld world)
    {
        var person = world.AddPerson();
        person.EarnsOnWix(100);
        await world.QuietAsync();
        world.Wix.Drift(person.WixAccountId, 7);
        await world.QuietAsync();
        return (person, Job.Begin("reconcile-test", world.SiteId, JobKind.Reconcile, ReconcilePhases.Looks, DateTimeOffset.UtcNow));
    }
}
