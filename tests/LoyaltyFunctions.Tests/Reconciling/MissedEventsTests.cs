using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Reconciling;

public sealed class MissedEventsTests
{
    private const int People = 40;
    private const int Changes = 400;

    private static readonly Dictionary<string, string?> Quick = new() { ["Sync:LookAgainDelay"] = "00:00:01" };

    [Fact]
    public async Task What_lost_webhooks_told_of_is_synced_by_one_reconcile_and_nothing_is_in_drift()
    {
        await using var world = await SyncWorld.StartAsync(
            Quick,
            wix: new() { ExpireEvents = false, RefundEvents = false },
            simulator: new() { ProgramActive = true, CallsPerWindow = 0, Seed = 7 });
        var people = Enumerable.Range(0, People).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
            person.EarnsOnWix(1000);
        await world.AssertInStepAsync();

        world.Wix.Behaviour = world.Wix.Behaviour with { DropRate = 0.05 };
        world.External.Behaviour = world.External.Behaviour with { DropRate = 0.05 };
        var dice = new Random(11);
        for (var i = 0; i < Changes; i++)
            Change(people[dice.Next(People)], dice.Next(6), dice.Next(1, 30));
        // Two that cancel out show in no balance.
        world.External.Behaviour = world.External.Behaviour with { DropRate = 1 };
        people[0].EarnsOutside(77);
        people[0].RedeemsOutside(77);
        world.Wix.Behaviour = world.Wix.Behaviour with { DropRate = 1 };
        people[1].EarnsOnWix(78);
        people[1].RedeemsOnWix(78);
        world.External.Behaviour = world.External.Behaviour with { DropRate = 0.05 };
        world.Wix.Behaviour = world.Wix.Behaviour with { DropRate = 0.05 };
        await world.QuietAsync();
        var apart = people.Count(p => p.WixBalance != p.ExternalBalance);
        Assert.True(apart > 5, $"Only {apart} people's balances were apart: the webhooks were not lost.");

        using var reconcile = new ReconcileDriver(world);
        var job = await reconcile.RunAsync();

        Assert.Equal((0, People, People), (job["drift"], job["wixAccounts"], job["externalAccounts"]));
        Assert.InRange(job["missed"], 4 + apart, Changes);
        await world.AssertInStepAsync();
        Assert.All(people, p => Assert.Equal(p.WixBalance, p.ExternalBalance));
        Assert.Empty(await world.ParkedAsync());

        // The mirrors' own events were lost too, in part: nothing more is found.
        var second = await reconcile.RunAsync();
        Assert.Equal((0, 0), (second["missed"], second["drift"]));
        await world.AssertInStepAsync();
    }

    private static void Change(Person person, int kind, int points)
    {
        switch (kind)
        {
            case 0: person.EarnsOnWix(points); break;
            case 1: person.RedeemsOnWix(points); break;
            case 2: person.EarnsOutside(points); break;
            case 3: person.RedeemsOutside(points); break;
            case 4: person.World.Wix.Expire(person.WixAccountId, points); break;
            default: person.World.Wix.Refund(person.WixAccountId, points); break;
        }
    }
}
