using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class TwoWaySyncTests
{
    [Fact]
    public async Task Points_earned_on_either_side_arrive_on_the_other()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();

        person.EarnsOnWix(100);
        await world.AssertInStepAsync();
        Assert.Equal((100, 100), (person.WixBalance, person.ExternalBalance));

        person.EarnsOutside(50);
        await world.AssertInStepAsync();
        Assert.Equal((150, 150), (person.WixBalance, person.ExternalBalance));

        person.RedeemsOnWix(30);
        person.RedeemsOutside(20);
        await world.AssertInStepAsync();
        Assert.Equal((100, 100), (person.WixBalance, person.ExternalBalance));
    }
}
