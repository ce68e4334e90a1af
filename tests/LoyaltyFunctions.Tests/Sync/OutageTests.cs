using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class OutageTests
{
    private const int Changes = 90;

    [Fact]
    public async Task More_changes_of_one_account_than_its_row_holds_survive_an_outage_of_the_other_side()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOnWix(1);
        await world.QuietAsync();

        world.External.Behaviour = world.External.Behaviour with { ErrorRate = 1 };
        for (var i = 1; i <= Changes; i++)
            person.EarnsOnWix(i);
        await Eventually.HoldsAsync(async () => (await world.FindLinkAsync(person))!.Pending.Count == Link.MostPending, "the row is full");
        world.External.Behaviour = world.External.Behaviour with { ErrorRate = 0 };

        await world.AssertInStepAsync();
        Assert.Empty(await world.ParkedAsync());
        Assert.Equal(1 + (Changes * (Changes + 1) / 2), person.ExternalBalance);
    }

    [Fact]
    public async Task A_change_is_not_given_up_however_often_it_has_to_wait_for_calls()
    {
        await using var world = await SyncWorld.StartAsync(new() { ["Sync:MaxAttempts"] = "2" });
        var person = world.AddPerson();
        person.EarnsOnWix(1);
        await world.QuietAsync();

        world.External.Behaviour = world.External.Behaviour with { ThrottleRate = 1 };
        var before = Writes(world);
        person.EarnsOnWix(30);
        await Eventually.HoldsAsync(() => Writes(world) >= before + 8, "it was refused more often than it may be tried");
        world.External.Behaviour = world.External.Behaviour with { ThrottleRate = 0 };

        await world.AssertInStepAsync();
        Assert.Empty(await world.ParkedAsync());
        Assert.Equal(31, person.ExternalBalance);
    }

    [Fact]
    public async Task An_event_does_not_wait_for_ever_for_a_write_whose_own_event_is_lost()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOnWix(100);
        await world.QuietAsync();
        // Sent or not, nobody knows; and on no queue.
        var (link, now) = ((await world.FindLinkAsync(person))!, DateTimeOffset.UtcNow);
        var change = new LedgerEntry(Side.Wix, "t-lost", EntryKind.Change, EntryState.Pending, 4, "EARN", now, now);
        var write = new PendingWrite(Side.Wix, "t-lost", 4, now, now.AddSeconds(-1), InFlight: true, Began: now);
        await world.Service<LedgerStore>().CommitAsync(new(link.WithPending(write), [change], []), default);

        person.EarnsOutside(4);

        await world.QuietAsync();
        Assert.Empty((await world.FindLinkAsync(person))!.Pending);
        Assert.Equal((104, 108), (person.WixBalance, person.ExternalBalance));
    }

    private static long Writes(SyncWorld world) => world.External.State.Requests.GetValueOrDefault("POST /v1/accounts/{id}/transactions");
}
