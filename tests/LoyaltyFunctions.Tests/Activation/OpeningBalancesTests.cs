using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Activation;

/// <summary>Two existing accounts are linked: what their history becomes, and that later changes move right.</summary>
public sealed class OpeningBalancesTests(OpeningBalancesTests.Started started) : IClassFixture<OpeningBalancesTests.Started>
{
    [Theory]
    [InlineData(OpeningPolicy.Keep, 100, 40, 100, 40)]
    [InlineData(OpeningPolicy.Wix, 100, 40, 100, 100)]
    [InlineData(OpeningPolicy.Wix, 40, 100, 40, 40)]
    [InlineData(OpeningPolicy.External, 100, 40, 40, 40)]
    [InlineData(OpeningPolicy.External, 40, 100, 100, 100)]
    [InlineData(OpeningPolicy.Add, 100, 40, 140, 140)]
    public async Task History_becomes_what_the_policy_says_once_and_later_changes_move(
        OpeningPolicy policy, long wix, long external, long wixAfter, long externalAfter)
    {
        var world = started.World;
        var person = started.People[(wix, external)].Dequeue();
        world.Service<IOptionsMonitor<SitesOptions>>().CurrentValue[world.SiteId].OpeningBalances = policy;
        // Answers get lost while the opening is written: it is written once all the same.
        world.External.Behaviour = world.External.Behaviour with { AnswerLostRate = 0.3 };
        world.Wix.Behaviour = world.Wix.Behaviour with { AnswerLostRate = 0.3 };

        person.EarnsOnWix(10);
        person.RedeemsOutside(5);
        await world.QuietAsync();
        Assert.Equal((wixAfter + 5, externalAfter + 5), (person.WixBalance, person.ExternalBalance));

        world.External.Behaviour = world.External.Behaviour with { AnswerLostRate = 0 };
        world.Wix.Behaviour = world.Wix.Behaviour with { AnswerLostRate = 0 };
        person.RedeemsOnWix(7);
        person.EarnsOutside(20);
        await world.QuietAsync();
        Assert.Equal((wixAfter + 18, externalAfter + 18), (person.WixBalance, person.ExternalBalance));
        var link = await world.FindLinkAsync(person);
        Assert.Equal((wixAfter, externalAfter), (link!.WixOpening, link.ExternalOpening));
        Assert.Equal((person.WixBalance, person.ExternalBalance), (link.WixKnown, link.ExternalKnown));
        Assert.Empty(await world.ParkedAsync());
    }

    /// <summary>A world whose people had points before the sync began.</summary>
    public sealed class Started : IAsyncLifetime
    {
        public SyncWorld World { get; private set; } = null!;

        public Dictionary<(long, long), Queue<Person>> People { get; } = [];

        public async Task InitializeAsync()
        {
            World = await SyncWorld.StartAsync(processes: 0);
            foreach (var balances in new[] { (100L, 40L), (40L, 100L) })
            {
                People[balances] = new();
                for (var i = 0; i < 4; i++)
                {
                    var person = World.AddPerson();
                    person.EarnsOnWix(balances.Item1);
                    person.EarnsOutside(balances.Item2);
                    People[balances].Enqueue(person);
                }
            }

            // The history ends when the app first knows of the site.
            World.ListenTo(await World.StartAppAsync(new() { ["Sites:{site}:SyncFrom"] = null }));
            await World.Service<SiteStates>().SyncFromAsync(World.SiteId, default);
        }

        public async Task DisposeAsync() => await World.DisposeAsync();
    }
}
