using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Activation;

/// <summary>A site of thousands, against a Wix that refuses the 201st call of a minute; the minute takes a fraction of a second here.</summary>
public sealed class ManyContactsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Five_thousand_contacts_get_one_account_and_one_link_each_for_little_more_than_a_call_each()
    {
        await using var world = await StartAsync();
        world.Wix.AddContacts(4_780, silent: true);
        world.Wix.AddContacts(200, accounts: true, silent: true);
        world.External.AddAccounts(1_000);
        for (var i = 0; i < 10; i++)
        {
            world.Wix.AddContact(new NewWixContact($"family{i / 2}@example.com"), silent: true);
            world.Wix.AddContact(new NewWixContact(), silent: true);
        }

        using var activation = new ActivationDriver(world);
        var began = DateTime.UtcNow;
        var job = await activation.RunAsync();
        var took = DateTime.UtcNow - began;

        Assert.Equal((5_000, 4_800, 200, 4_990, 10), (job["contacts"], job["created"], job["existing"], job["linked"], job["ambiguous"]));
        var wix = world.Wix.ReadLedger();
        Assert.Equal((5_000, 5_000), (wix.Accounts.Count, wix.Accounts.Select(a => a.ContactId).Distinct().Count()));
        Assert.Equal(5_000 - 10, world.External.State.Accounts.Count);
        var links = await LinksAsync(world);
        Assert.Equal((4_990, 4_990), (links.Count, links.Select(l => l.ExternalAccountId).Distinct().Count()));
        var report = await activation.ReportAsync(job.Json.GetProperty("jobId").GetString()!);
        Assert.Equal(wix.Contacts.Select(c => c.Id).Except(links.Select(l => l.ContactId!)).Order(), report.Select(line => line[1]).Order());

        // One call per page of contacts, one look-up per hundred of them, one create for each account that was missing.
        var least = 5 + 50 + 4_800;
        var calls = wix.Summary.Requests.Values.Sum();
        Assert.True(calls <= least * 1.05, $"{calls} calls, {least} at least; the job took {took.TotalSeconds:0} s: {job}");
        Assert.Equal(0, wix.Summary.Throttled);

        var again = await activation.RunAsync();
        Assert.Equal((5_000, 0, 5_000, 0), (again["contacts"], again["created"], again["existing"], again["linked"]));
        Assert.Equal((4_990, 10), (again["alreadyLinked"], again["ambiguous"]));
        Assert.Equal(5_000, world.Wix.ReadSummary().Accounts);
        Assert.Equal(4_990, world.External.State.Accounts.Count);
    }

    [Fact]
    public async Task People_earn_and_redeem_and_contacts_are_merged_in_the_middle_of_the_job()
    {
        await using var world = await StartAsync(new() { AccountsAfterMerge = AccountsAfterMerge.Combined });
        var person = world.AddPerson("busy@example.com");
        var contacts = world.Wix.AddContacts(600, members: false, silent: true);
        using var activation = new ActivationDriver(world);

        var jobId = await activation.StartAsync();
        await Eventually.HoldsAsync(() => world.Wix.ReadSummary().Accounts > 100, "the job is under way");
        person.EarnsOnWix(50);
        await Eventually.HoldsAsync(() => person.ExternalBalance == 50, "points arrive outside");
        person.EarnsOutside(25);
        await Eventually.HoldsAsync(() => person.WixBalance == 75, "points arrive on Wix");
        Assert.NotEqual("done", (await activation.ReadAsync(jobId)).State);
        // One that has its account, and one that has none yet, into the last; two more are deleted.
        world.Wix.MergeContacts(contacts[^1].Id, contacts[0].Id, contacts[^2].Id);
        world.Wix.DeleteContact(contacts[1].Id);
        world.Wix.DeleteContact(contacts[^3].Id);

        var job = await activation.EndOfAsync(jobId);
        await world.QuietAsync();

        var left = world.Wix.ReadLedger().Contacts.Select(c => c.Id).ToHashSet();
        Assert.Equal(597, left.Count);
        var accounts = world.Wix.ReadLedger().Accounts.Where(a => left.Contains(a.ContactId)).ToList();
        Assert.Equal((597, 597), (accounts.Count, accounts.Select(a => a.ContactId).Distinct().Count()));
        var links = (await LinksAsync(world)).ToDictionary(l => l.WixAccountId);
        Assert.All(accounts, a => Assert.True(links.ContainsKey(a.Id), $"Account {a.Id} of contact {a.ContactId} is not linked: {job}"));
        Assert.Equal((75, 75), (person.WixBalance, person.ExternalBalance));
        Assert.Equal(0, world.Wix.ReadSummary().Throttled);
    }

    private static Task<SyncWorld> StartAsync(WixBehaviour? wix = null) => SyncWorld.StartAsync(
        new() { ["Wix:CallsPerWindow"] = "200", ["Wix:RateWindow"] = Minute.ToString("c") },
        wix: wix,
        simulator: new() { ProgramActive = true, CallsPerWindow = 200, RateWindow = Minute });

    private static async Task<IReadOnlyList<Link>> LinksAsync(SyncWorld world)
    {
        List<Link> links = [];
        await foreach (var link in world.Service<LedgerStore>().ListLinksAsync(world.SiteId, default))
            links.Add(link);
        return links;
    }
}
