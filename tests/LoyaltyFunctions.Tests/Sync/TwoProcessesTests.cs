using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class TwoProcessesTests
{
    [Fact]
    public async Task One_account_hammered_from_both_sides_keeps_every_change_once()
    {
        await using var world = await SyncWorld.StartAsync(processes: 2);
        var person = world.AddPerson();
        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 1; i <= 25; i++)
                {
                    person.EarnsOnWix(i);
                    await Task.Delay(20);
                }
            }),
            Task.Run(async () =>
            {
                for (var i = 1; i <= 25; i++)
                {
                    person.EarnsOutside(i);
                    await Task.Delay(20);
                }
            }));

        await world.AssertInStepAsync();
        Assert.Equal((650, 650), (person.WixBalance, person.ExternalBalance));
    }
}
