using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class FirstSightTests
{
    [Fact]
    public async Task Accounts_of_one_person_are_linked_by_their_address_whatever_its_spelling()
    {
        await using var world = await SyncWorld.StartAsync();
        var contact = world.Wix.AddContact(new NewWixContact("Ann@Bücher.example", "Ann"), silent: true);
        var account = world.Wix.CreateAccount(contact.Id);
        var outside = world.External.AddAccount("ANN@xn--bcher-kva.example");

        world.Wix.Earn(account.Id, 40);
        await world.AssertInStepAsync();

        Assert.Equal(40, world.External.FindAccount(outside.Id)!.Balance);
    }

    [Fact]
    public async Task A_person_unknown_outside_gets_an_account_there()
    {
        await using var world = await SyncWorld.StartAsync();
        var contact = world.Wix.AddContact(new NewWixContact("new@example.com", "New"), silent: true);
        world.Wix.Earn(world.Wix.CreateAccount(contact.Id).Id, 40);
        await world.AssertInStepAsync();

        Assert.Equal(40, Assert.Single(world.External.State.Accounts, a => a.Email == "new@example.com").Balance);
    }

    [Fact]
    public async Task A_contact_without_a_loyalty_account_gets_one_when_points_come_from_outside()
    {
        await using var world = await SyncWorld.StartAsync();
        world.Wix.AddContact(new NewWixContact("late@example.com", "Late"), silent: true);
        world.External.Earn(world.External.AddAccount("late@example.com").Id, 40);
        await world.AssertInStepAsync();

        Assert.Equal(40, Assert.Single(world.Wix.ReadLedger().Accounts).Balance);
    }

    [Fact]
    public async Task An_address_that_two_people_share_is_parked_not_guessed()
    {
        await using var world = await SyncWorld.StartAsync();
        var first = world.Wix.AddContact(new NewWixContact("Family@example.com", "One"), silent: true);
        world.Wix.AddContact(new NewWixContact("family@example.com", "Two"), silent: true);
        world.Wix.Earn(world.Wix.CreateAccount(first.Id).Id, 40);
        world.External.AddAccount("double@example.com");
        var doubled = world.External.AddAccount("double@example.com");
        world.External.Earn(doubled.Id, 30);
        await world.QuietAsync();

        var parked = (await world.ParkedAsync()).OrderBy(p => p.Side).ToList();
        Assert.Equal([Side.Wix, Side.External], parked.Select(p => p.Side));
        Assert.All(parked, p => Assert.Equal(ParkReasons.AmbiguousEmail, p.Reason));
        Assert.DoesNotContain(world.External.State.Transactions, t => t.MadeByApp);
        Assert.DoesNotContain(world.Wix.ReadLedger().Transactions, t => t.MadeByApp);
    }

    [Fact]
    public async Task History_before_the_sync_was_switched_on_never_moves()
    {
        await using var world = await SyncWorld.StartAsync(new() { ["Sites:{site}:SyncFrom"] = null });
        world.Wix.WebhookUrl = null;
        var person = world.AddPerson();
        person.EarnsOnWix(500);
        world.ListenTo(world.Apps[0]);
        await Task.Delay(50);
        // The first look at the site switches it on.
        var switchedOn = await world.Service<LoyaltyFunctions.Sites.SiteStates>().SyncFromAsync(world.SiteId, CancellationToken.None);
        await Task.Delay(1500);

        person.EarnsOnWix(20);
        person.EarnsOutside(10);
        await world.QuietAsync();

        Assert.Equal((530, 30), (person.WixBalance, person.ExternalBalance));
        var link = await world.FindLinkAsync(person);
        Assert.Equal((500, 0, switchedOn), (link!.WixOpening, link.ExternalOpening, link.SyncFrom));
    }
}
