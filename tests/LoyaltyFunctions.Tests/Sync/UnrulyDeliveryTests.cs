using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class UnrulyDeliveryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_that_come_five_times_shuffled_and_late_end_in_the_same_ledgers(bool latestTransaction)
    {
        await using var world = await SyncWorld.StartAsync(
            wix: new() { DuplicateRate = 1, DuplicateCount = 4, DelayMax = TimeSpan.FromSeconds(2), ReorderWindow = 8, LatestTransaction = latestTransaction },
            external: new() { DuplicateRate = 1, DuplicateCount = 4, DelayMs = 2000, ReorderRate = 0.5, ReorderMs = 500 });
        var people = Enumerable.Range(0, 3).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
        {
            for (var i = 1; i <= 3; i++)
            {
                person.EarnsOnWix(10 * i);
                person.EarnsOutside(7 * i);
            }

            person.RedeemsOnWix(40);
            person.RedeemsOutside(30);
        }

        await world.AssertInStepAsync();
        Assert.All(people, person => Assert.Equal((32, 32), (person.WixBalance, person.ExternalBalance)));
        Assert.Empty(await world.ParkedAsync());
    }

    /// <summary>The balance says that nothing happened, the list shows nothing yet, and only the revision knows better.</summary>
    [Fact]
    public async Task Changes_that_cancel_out_and_are_listed_late_are_synced_too()
    {
        await using var world = await SyncWorld.StartAsync(new() { ["Sync:TransactionLag"] = "00:00:06", ["Sync:Overlap"] = "00:00:08", ["Sync:LookAgainDelay"] = "00:00:01" });
        var person = world.AddPerson();
        person.EarnsOnWix(100);
        await world.QuietAsync();

        world.Wix.Behaviour = world.Wix.Behaviour with { ReadLag = TimeSpan.FromSeconds(4) };
        person.EarnsOnWix(40);
        person.RedeemsOnWix(40);

        await world.AssertInStepAsync();
        Assert.Equal([100, 40, -40], world.External.State.Transactions.Select(t => t.Points));
    }

    [Fact]
    public async Task Lost_answers_and_failing_calls_lose_and_double_nothing()
    {
        await using var world = await SyncWorld.StartAsync(
            wix: new() { AnswerLostRate = 0.15, ErrorRate = 0.1, ThrottleRate = 0.05, TokenRevokeRate = 0.02, RetryAfter = true },
            external: new() { AnswerLostRate = 0.15, ErrorRate = 0.1, ThrottleRate = 0.05 });
        var people = Enumerable.Range(0, 6).Select(_ => world.AddPerson()).ToList();
        for (var i = 1; i <= 4; i++)
        {
            foreach (var person in people)
            {
                person.EarnsOnWix(10 * i);
                person.EarnsOutside(7 * i);
            }
        }

        await world.AssertInStepAsync();
        Assert.All(people, person => Assert.Equal((170, 170), (person.WixBalance, person.ExternalBalance)));
    }

    [Fact]
    public async Task An_answer_lost_by_a_Wix_that_keeps_no_description_and_lists_late_is_not_written_twice()
    {
        await using var world = await SyncWorld.StartAsync(
            wix: new() { AnswerLostRate = 0.4, DescriptionKept = false, ReadLag = TimeSpan.FromMilliseconds(700) });
        var people = Enumerable.Range(0, 4).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
        {
            person.EarnsOutside(50);
            person.EarnsOnWix(30);
            person.EarnsOutside(20);
        }

        await world.AssertInStepAsync();
        Assert.All(people, person => Assert.Equal((100, 100), (person.WixBalance, person.ExternalBalance)));
    }

    [Fact]
    public async Task Two_changes_that_cancel_out_both_move_although_the_listing_lags()
    {
        await using var world = await SyncWorld.StartAsync(wix: new() { ReadLag = TimeSpan.FromMilliseconds(800) });
        var person = world.AddPerson();
        person.EarnsOnWix(100);
        await world.AssertInStepAsync();

        person.EarnsOnWix(10);
        person.RedeemsOnWix(10);
        await world.AssertInStepAsync();

        Assert.Equal([100, 10, -10], world.External.State.Transactions.Where(t => t.MadeByApp).Select(t => t.Points).Order().OrderByDescending(p => p));
    }

    [Fact]
    public async Task Revisions_that_move_no_points_confuse_nothing()
    {
        await using var world = await SyncWorld.StartAsync(wix: new() { ExtraRevisionRate = 0.7, AccountUpdatedEvents = true });
        var person = world.AddPerson();
        for (var i = 1; i <= 6; i++)
        {
            person.EarnsOnWix(10 + i);
            person.EarnsOutside(20 + i);
        }

        await world.AssertInStepAsync();
        Assert.Equal(person.WixBalance, person.ExternalBalance);
        Assert.Empty(await world.ParkedAsync());
    }
}
