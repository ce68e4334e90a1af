using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class LoopTests
{
    [Fact]
    public async Task Two_systems_that_hide_provenance_and_rewrite_ids_stop_the_account_before_they_do_much_harm()
    {
        // Every mirror looks like a change of somebody else's. Late, since while a write is under way its revision and points give it away.
        await using var world = await SyncWorld.StartAsync(
            wix: new() { RewriteIds = true, DescriptionKept = false, WebhookTiming = WebhookTiming.Late, LateBy = TimeSpan.FromSeconds(0.3) },
            external: new() { RewriteIds = true, EchoReference = false });
        var (person, bystander) = (world.AddPerson(), world.AddPerson());
        person.EarnsOnWix(10);
        await world.QuietAsync();
        var link = (await world.FindLinkAsync(person))!;
        Assert.True(link is { State: LinkState.Parked, Reason: ParkReasons.LoopAlarm }, $"Wix {person.WixBalance}, outside {person.ExternalBalance}, {link}");
        Assert.Contains(await world.ParkedAsync(), item => item.TransactionId is null && item.Reason == ParkReasons.LoopAlarm && item.WixAccountId == person.WixAccountId);
        Assert.Contains(world.Logged, entry => entry.EventId == 3011);
        Assert.True((await world.CountersAsync()).Where(c => c.Key.StartsWith("loyalty.sync.parked", StringComparison.Ordinal) && c.Key.Contains("loop_alarm", StringComparison.Ordinal)).Sum(c => c.Value) > 0);
        // One true change and at most as many false ones as it takes to notice.
        var most = 10 * new SyncOptions().LoopChanges;
        Assert.InRange(person.WixBalance, 10, most);
        Assert.InRange(person.ExternalBalance, 10, most);

        var (wix, external) = (person.WixBalance, person.ExternalBalance);
        person.EarnsOnWix(3);
        await world.QuietAsync();
        Assert.Equal((wix + 3, external), (person.WixBalance, person.ExternalBalance));
        Assert.Equal(LinkState.Active, (await world.FindLinkAsync(bystander))!.State);
    }
}
