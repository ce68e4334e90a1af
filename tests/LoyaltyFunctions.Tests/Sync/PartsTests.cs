using System.Globalization;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class PartsTests
{
    [Fact]
    public async Task More_points_than_one_write_moves_are_mirrored_in_parts_both_ways()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOutside(25_000_000);
        await world.AssertInStepAsync();
        Assert.Equal(25_000_000, person.WixBalance);

        world.Wix.Adjust(person.WixAccountId, -12_345_678);
        await world.AssertInStepAsync();
        Assert.Equal(12_654_322, person.ExternalBalance);

        var link = (await world.FindLinkAsync(person))!;
        Assert.Equal((person.WixBalance, person.ExternalBalance), (link.WixKnown, link.ExternalKnown));
        var earned = world.External.State.Transactions.Single(t => t.Points == 25_000_000);
        Assert.Equal(EntryState.Done, (await EntryAsync(world, link, earned.Id))!.State);
        foreach (var number in Enumerable.Range(1, 3))
            Assert.Equal(EntryState.Done, (await EntryAsync(world, link, string.Create(CultureInfo.InvariantCulture, $"{earned.Id}~{number}")))!.State);
        Assert.Equal([9_999_999, 9_999_999, 5_000_002], world.Wix.ReadLedger().Transactions.Where(t => t.MadeByApp).Select(t => t.Amount));
    }

    [Fact]
    public async Task Parts_that_the_other_side_has_not_the_points_for_are_parked_and_retried_and_the_change_is_done_in_the_end()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOnWix(9_999_999);
        person.EarnsOnWix(9_999_999);
        await world.AssertInStepAsync();
        // At the same moment the points are spent on both sides.
        person.RedeemsOutside(15_000_000);
        world.Wix.Adjust(person.WixAccountId, -9_000_000);
        await world.QuietAsync();

        var parked = await world.ParkedAsync();
        Assert.NotEmpty(parked);
        Assert.All(parked, item => Assert.Equal(ParkReasons.InsufficientPoints, item.Reason));
        var unmirrored = parked.Sum(item => item.Side == Side.Wix ? item.Points : -item.Points);
        Assert.Equal(unmirrored, person.WixBalance - person.ExternalBalance);

        world.Wix.Adjust(person.WixAccountId, 20_000_000);
        world.External.Adjust(person.ExternalAccountId, 20_000_000);
        await world.QuietAsync();
        var items = world.Service<LoyaltyFunctions.Operations.ParkedItems>();
        foreach (var item in parked)
            await items.RetryAsync(item.SiteId, item.Side, item.AccountId, item.TransactionId, CancellationToken.None);
        await world.AssertInStepAsync();

        Assert.Empty(await world.ParkedAsync());
        Assert.Equal(person.WixBalance, person.ExternalBalance);
        var link = (await world.FindLinkAsync(person))!;
        var redeemed = world.External.State.Transactions.Single(t => t.Points == -15_000_000);
        Assert.Equal(EntryState.Done, (await EntryAsync(world, link, redeemed.Id))!.State);
    }

    [Fact]
    public void Parts_add_up_and_follow_from_the_change()
    {
        foreach (var points in new long[] { 1, 9_999_999, 10_000_000, -30_000_000, 639_999_936 })
        {
            var change = new LedgerEntry(Side.Wix, "t-1", EntryKind.Change, EntryState.Pending, points, "ADJUST", Links.Noon, Links.Noon);
            var parts = ChangeParts.Of(Links.SiteId, change);
            Assert.Equal(points, parts.Sum(p => p.Points));
            Assert.Equal(ChangeParts.CountOf(points), parts.Count);
            Assert.All(parts, p => Assert.InRange(Math.Abs(p.Points), 1, ChangeParts.LargestWrite));
            Assert.Equal(parts.Count, parts.Select(p => p.TransactionId).Distinct().Count());
            Assert.All(parts, p => Assert.Equal(parts.Count > 1 ? "t-1" : null, ChangeParts.WholeOf(p.TransactionId)));
        }

        Assert.Equal(65, ChangeParts.CountOf(639_999_937));
        Assert.True(ChangeParts.CountOf(long.MinValue) > ChangeParts.MostParts);
    }

    private static Task<LedgerEntry?> EntryAsync(SyncWorld world, Link link, string transactionId) =>
        world.Service<LedgerStore>().FindEntryAsync(link, Side.External, transactionId, CancellationToken.None);
}
