using Azure.Data.Tables;
using LoyaltyFunctions.Activation;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Activation;

public sealed class LifecycleTests
{
    [Fact]
    public async Task On_an_activated_site_new_contacts_and_members_get_their_accounts_as_they_come()
    {
        await using var world = await SyncWorld.StartAsync();
        world.Wix.AddContact(new NewWixContact("before@example.com"));
        await world.QuietAsync();
        Assert.Empty(world.Wix.ReadLedger().Accounts);
        using var activation = new ActivationDriver(world);
        await activation.RunAsync();

        world.Wix.AddContact(new NewWixContact("contact@example.com"));
        world.Wix.AddContact(new NewWixContact("member@example.com", Member: true));
        world.Wix.AddContact(new NewWixContact());
        await world.QuietAsync();

        Assert.Equal(4, world.Wix.ReadLedger().Accounts.Count);
        Assert.Equal(4, world.External.State.Accounts.Count);
        Assert.Empty(await world.ParkedAsync());
    }

    [Fact]
    public async Task The_link_follows_its_account_to_the_contact_that_the_owner_was_merged_into()
    {
        await using var world = await SyncWorld.StartAsync(wix: new() { AccountsAfterMerge = AccountsAfterMerge.Combined });
        var source = world.Wix.AddContact(new NewWixContact("old@example.com"), silent: true);
        var target = world.Wix.AddContact(new NewWixContact("new@example.com"), silent: true);
        var person = new Person(world, world.Wix.CreateAccount(source.Id).Id, world.External.AddAccount("old@example.com").Id);
        person.EarnsOnWix(10);
        await world.QuietAsync();

        world.Wix.MergeContacts(target.Id, source.Id);
        await world.QuietAsync();
        var link = await world.FindLinkAsync(person);
        Assert.Equal((target.Id, LinkState.Active), (link!.ContactId, link.State));
        Assert.Null(await world.Service<AccountLinks>().FindByContactAsync(world.SiteId, source.Id, default));

        person.EarnsOutside(5);
        await world.QuietAsync();
        Assert.Equal((15, 15), (person.WixBalance, person.ExternalBalance));
    }

    [Fact]
    public async Task The_link_of_an_account_that_a_merge_took_away_is_closed_and_its_other_half_reported()
    {
        await using var world = await SyncWorld.StartAsync(wix: new() { AccountsAfterMerge = AccountsAfterMerge.Combined });
        var source = world.Wix.AddContact(new NewWixContact("old@example.com"), silent: true);
        var target = world.Wix.AddContact(new NewWixContact("new@example.com"), silent: true);
        var gone = new Person(world, world.Wix.CreateAccount(source.Id).Id, world.External.AddAccount("old@example.com").Id);
        var kept = new Person(world, world.Wix.CreateAccount(target.Id).Id, world.External.AddAccount("new@example.com").Id);
        gone.EarnsOnWix(10);
        kept.EarnsOnWix(1);
        await world.QuietAsync();

        world.Wix.MergeContacts(target.Id, source.Id);
        await world.QuietAsync();

        Assert.Equal((LinkState.Closed, "contact_merged"), ((await world.FindLinkAsync(gone))!.State, (await world.FindLinkAsync(gone))!.Reason));
        Assert.Contains(await world.ParkedAsync(), p => p.AccountId == gone.ExternalAccountId && p.Reason == "contact_merged");
        Assert.Equal((11, 11), (kept.WixBalance, kept.ExternalBalance));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deleted_contact_closes_its_link_and_an_erasure_leaves_amounts_without_a_person(bool erasure)
    {
        await using var world = await SyncWorld.StartAsync();
        var contact = world.Wix.AddContact(new NewWixContact("leaves@example.com"), silent: true);
        var person = new Person(world, world.Wix.CreateAccount(contact.Id).Id, world.External.AddAccount("leaves@example.com").Id);
        person.EarnsOnWix(10);
        await world.QuietAsync();

        world.Wix.DeleteContact(contact.Id, erasure);
        await world.QuietAsync();
        var link = await world.FindLinkAsync(person);
        Assert.Equal((LinkState.Closed, erasure ? null : contact.Id), (link!.State, link.ContactId));
        Assert.Equal((10, 10), (link.WixKnown, link.ExternalKnown));
        Assert.Null(await world.Service<AccountLinks>().FindByContactAsync(world.SiteId, contact.Id, default));

        person.EarnsOutside(5);
        await world.QuietAsync();
        Assert.Equal((10, 15), (person.WixBalance, person.ExternalBalance));
    }

    [Fact]
    public async Task A_deletion_waits_for_the_activation_that_is_linking_its_contact()
    {
        await using var world = await SyncWorld.StartAsync();
        var contact = world.Wix.AddContact(new NewWixContact("leaves@example.com"), silent: true);
        var person = new Person(world, world.Wix.CreateAccount(contact.Id).Id, world.External.AddAccount("leaves@example.com").Id);
        person.EarnsOnWix(10);
        await world.QuietAsync();
        // As it is in the middle of a slice: linked, and not noted yet.
        var links = world.Service<AccountLinks>();
        await links.RemoveContactAsync(world.SiteId, contact.Id, default);
        var job = world.Service<ActivationJobs>().New(world.SiteId, dryRun: false);
        await world.Service<JobStore>().StartAsync(job, default);
        await world.Tables.GetTableClient(TableNames.Sites).UpsertEntityAsync(new TableEntity(world.SiteId, "activation") { ["JobId"] = job.JobId });

        // The app remembers for five seconds that there was no activation.
        await Task.Delay(TimeSpan.FromSeconds(5.5));
        world.Wix.DeleteContact(contact.Id);
        await Eventually.HoldsAsync(
            async () => (await world.CountersAsync()).Any(c => c.Key.Contains("Waiting", StringComparison.OrdinalIgnoreCase) && c.Value > 0), "the event waits");
        Assert.Equal(LinkState.Active, (await world.FindLinkAsync(person))!.State);

        await links.PutContactsAsync(world.SiteId, [(await world.FindLinkAsync(person))!], default);
        await Eventually.HoldsAsync(async () => (await world.FindLinkAsync(person))!.State == LinkState.Closed, "the link is closed");
    }

    [Fact]
    public async Task A_site_that_removes_the_app_stops_and_loses_nothing_when_it_comes_back()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOnWix(10);
        await world.QuietAsync();

        world.Wix.RemoveApp(world.SiteId);
        await Eventually.HoldsAsync(async () => await world.Service<SiteInstallations>().IsRemovedAsync(world.SiteId, default), "the site has stopped");
        await Task.Delay(SiteInstallations.NoticedWithin + TimeSpan.FromMilliseconds(200));
        person.EarnsOnWix(5);
        person.EarnsOutside(3);
        await world.QuietAsync();
        Assert.Equal((15, 13), (person.WixBalance, person.ExternalBalance));

        world.Wix.InstallApp(world.SiteId);
        await Eventually.HoldsAsync(async () => !await world.Service<SiteInstallations>().IsRemovedAsync(world.SiteId, default), "the site is back");
        await world.AssertInStepAsync();
        Assert.Equal((18, 18), (person.WixBalance, person.ExternalBalance));
    }

    [Fact]
    public async Task A_site_that_nobody_configured_registers_itself_and_is_left_alone()
    {
        await using var world = await SyncWorld.StartAsync();
        var unknown = Guid.NewGuid().ToString();

        world.Wix.InstallApp(unknown);
        await Eventually.HoldsAsync(
            async () => await world.Service<SiteInstallations>().FindAsync(unknown, default) is { RemovedAt: null }, "the site has registered");
        using var activation = new ActivationDriver(world);
        using var answer = await activation.PostAsync(siteId: unknown);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }
}
