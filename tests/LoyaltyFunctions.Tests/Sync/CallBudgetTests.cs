using System.Diagnostics;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

/// <summary>What a change costs once its account is linked: counted where the calls leave the app.</summary>
public sealed class CallBudgetTests
{
    private const int Changes = 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_on_Wix_and_its_echo_stay_within_their_calls(bool latestTransaction)
    {
        await using var world = await SyncWorld.StartAsync(wix: new() { LatestTransaction = latestTransaction });
        var person = await LinkedPersonAsync(world);
        var (counts, rereads) = await CountAsync(world, () => person.EarnsOnWix(10));

        Assert.Equal(Changes, counts("loyalty.sync.mirrors{side=ext}"));
        Assert.Equal(Changes, counts("loyalty.sync.events{side=wix,outcome=mirrored}"));
        Assert.InRange(counts("loyalty.calls{target=table,side=wix,outcome=mirrored}"), 1, 4 * Changes);
        Assert.InRange(counts("loyalty.calls{target=wix,side=wix,outcome=mirrored}"), 0, 2 * Changes);
        Assert.Equal(Changes, counts("loyalty.calls{target=external,side=wix,outcome=mirrored}"));
        AssertEchoes(counts, rereads, "ext");
    }

    [Fact]
    public async Task A_change_outside_and_its_echo_stay_within_their_calls()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = await LinkedPersonAsync(world);
        var (counts, rereads) = await CountAsync(world, () => person.EarnsOutside(10));

        Assert.Equal(Changes, counts("loyalty.sync.mirrors{side=wix}"));
        Assert.InRange(counts("loyalty.calls{target=table,side=ext,outcome=mirrored}"), 1, 4 * Changes);
        Assert.InRange(counts("loyalty.calls{target=wix,side=ext,outcome=mirrored}"), 1, 2 * Changes);
        Assert.Equal(0, counts("loyalty.calls{target=external,side=ext,outcome=mirrored}"));
        AssertEchoes(counts, rereads, "wix");
    }

    /// <param name="rereads">How often an event may have read anew whether the app is still on the site.</param>
    private static void AssertEchoes(Func<string, long> counts, long rereads, string side)
    {
        Assert.Equal(Changes, counts($"loyalty.sync.events{{side={side},outcome=echo}}"));
        Assert.InRange(counts($"loyalty.calls{{target=table,side={side},outcome=echo}}"), 1, Changes + rereads);
        Assert.Equal(0, counts($"loyalty.calls{{target=wix,side={side},outcome=echo}}"));
        Assert.Equal(0, counts($"loyalty.calls{{target=external,side={side},outcome=echo}}"));
    }

    private static async Task<Person> LinkedPersonAsync(SyncWorld world)
    {
        var person = world.AddPerson();
        person.EarnsOnWix(1);
        await world.QuietAsync();
        person.EarnsOutside(1);
        await world.QuietAsync();
        return person;
    }

    private static async Task<(Func<string, long> Counts, long Rereads)> CountAsync(SyncWorld world, Action change)
    {
        var before = await world.CountersAsync();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Changes; i++)
        {
            change();
            await world.QuietAsync();
        }

        var after = await world.CountersAsync();
        var rereads = 1 + (long)(Stopwatch.GetElapsedTime(began) / SiteInstallations.NoticedWithin);
        return (name => after.GetValueOrDefault(name) - before.GetValueOrDefault(name), rereads);
    }
}
