using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class ClocksApartTests
{
    // More than the link row remembers: what it dropped is judged by time, and the times come from different clocks.
    private const int Changes = 45;

    [Theory]
    [InlineData(-120)]
    [InlineData(120)]
    public async Task Mirrors_that_the_link_row_forgot_are_known_however_far_apart_the_clocks_are(int seconds)
    {
        await using var world = await SyncWorld.StartAsync(
            services: services => services.AddSingleton<TimeProvider>(new ClockApart(TimeSpan.FromSeconds(seconds))));
        var person = world.AddPerson();
        for (var i = 1; i <= Changes; i++)
            person.EarnsOutside(i);
        await world.QuietAsync();

        person.EarnsOnWix(1_000);

        await world.AssertInStepAsync();
        Assert.Empty(await world.ParkedAsync());
        Assert.Equal((2_035, 2_035), (person.WixBalance, person.ExternalBalance));
    }

    private sealed class ClockApart(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
