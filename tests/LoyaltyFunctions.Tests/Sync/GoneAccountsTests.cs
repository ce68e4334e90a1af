using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

/// <summary>Accounts that Wix does not have, or has no more: kept for a person, never a message that fails for ever.</summary>
public sealed class GoneAccountsTests
{
    [Fact]
    public async Task An_event_about_an_account_that_Wix_does_not_have_is_kept_for_a_person()
    {
        await using var world = await SyncWorld.StartAsync();
        var account = Guid.NewGuid().ToString();
        var now = DateTimeOffset.UnixEpoch;

        // As the sample of a test webhook does.
        await world.Service<MessageQueues>().SendAsync(
            QueueNames.WixEvents,
            new WixEvent(1, WixEventKind.PointsUpdated, world.SiteId, "sample", now, account, null, 3, 15, ByOurApp: false, null, null, Anonymize: false, 0, now, null),
            TimeSpan.Zero,
            CancellationToken.None);
        await world.QuietAsync();

        var parked = Assert.Single(await world.ParkedAsync());
        Assert.Equal((Side.Wix, account, ParkReasons.AccountNotFound), (parked.Side, parked.AccountId, parked.Reason));
    }

    [Fact]
    public async Task Points_for_an_account_that_Wix_has_no_more_are_kept_for_a_person()
    {
        await using var world = await SyncWorld.StartAsync(wix: new() { AccountsAfterDelete = AccountsAfterDelete.Removed });
        var person = world.AddPerson();
        person.EarnsOnWix(20);
        await world.AssertInStepAsync();

        // Its event is lost, so that nothing closes the link.
        world.Wix.Behaviour = world.Wix.Behaviour with { DropRate = 1 };
        world.Wix.DeleteContact(world.Wix.ReadLedger().Accounts.Single().ContactId);
        person.EarnsOutside(5);
        await world.QuietAsync();

        var parked = Assert.Single(await world.ParkedAsync());
        Assert.Equal((Side.External, 5, RefusalCodes.AccountNotFound), (parked.Side, parked.Points, parked.Reason));
    }
}
