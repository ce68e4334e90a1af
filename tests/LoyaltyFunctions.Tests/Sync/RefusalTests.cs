using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class RefusalTests
{
    [Fact]
    public async Task Points_spent_on_both_sides_at_once_are_parked_not_forgotten()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOnWix(100);
        await world.QuietAsync();

        person.RedeemsOnWix(80);
        person.RedeemsOutside(70);
        await world.AssertInStepAsync();

        var parked = await world.ParkedAsync();
        Assert.Equal([(Side.External, -70L), (Side.Wix, -80L)], parked.Select(p => (p.Side, p.Points!.Value)).OrderBy(p => p.Item2).Reverse());
        Assert.All(parked, p => Assert.Equal(ParkReasons.InsufficientPoints, p.Reason));
    }

    [Fact]
    public async Task A_debit_waits_for_the_credit_that_is_on_its_way()
    {
        await using var world = await SyncWorld.StartAsync(external: new() { ReorderRate = 0 });
        var person = world.AddPerson();
        person.EarnsOnWix(10);
        await world.QuietAsync();

        world.External.Behaviour = world.External.Behaviour with { DelayMs = 1500 };
        person.EarnsOutside(50);
        world.External.Behaviour = world.External.Behaviour with { DelayMs = 0 };
        person.RedeemsOutside(60);
        await world.AssertInStepAsync();

        Assert.Equal((0, 0), (person.WixBalance, person.ExternalBalance));
        Assert.Empty(await world.ParkedAsync());
    }

    [Fact]
    public async Task A_site_may_have_as_much_taken_away_as_there_is()
    {
        await using var world = await SyncWorld.StartAsync(new() { ["Sites:{site}:InsufficientPoints"] = "Clamp" });
        var person = world.AddPerson();
        person.EarnsOnWix(100);
        await world.QuietAsync();

        person.RedeemsOnWix(80);
        person.RedeemsOutside(70);
        await world.QuietAsync();

        Assert.Equal((0, 0), (person.WixBalance, person.ExternalBalance));
        Assert.Empty(await world.ParkedAsync());
    }
}
