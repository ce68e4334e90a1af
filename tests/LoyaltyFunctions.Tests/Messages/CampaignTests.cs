using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace LoyaltyFunctions.Tests.Messages;

public sealed class CampaignTests
{
    [Fact]
    public async Task A_thousand_members_get_one_message_each_within_their_calls()
    {
        await using var world = await MessagesWorld.StartAsync();
        world.AddMembers(1000);
        var counts = await world.EndAsync(await world.RunAsync());

        world.AssertEveryoneWasToldOnce();
        Assert.All(world.Sent, message => Assert.True(message.SendNotifications));
        Assert.Equal((1000, 1000), (counts[CampaignCounts.Accounts], counts[CampaignCounts.Sent]));
        // Two a member, two a page of 100 accounts, four a campaign and its token.
        Assert.InRange(counts[CampaignCounts.WixCalls], 2020, 2020 + 5);
        Assert.InRange(counts[CampaignCounts.StorageCalls], 1000, 2 * 1000);
        // The last of the ten pages may be dropped a moment after its campaign is seen to end.
        var remembered = ((MemoryCache)world.Sync.Service<IMemoryCache>()).Keys.OfType<(string, string, int)>();
        Assert.InRange(remembered.Count(key => key.Item1 == nameof(AccountPages)), 0, 1);
    }

    [Fact]
    public async Task Where_the_calls_of_a_minute_are_spent_the_page_goes_on_with_the_next_ones()
    {
        await using var world = await MessagesWorld.StartAsync(new() { ["Wix:CallsPerWindow"] = "200", ["Wix:RateWindow"] = "00:00:03" });
        world.AddMembers(150);
        var counts = await world.EndAsync(await world.RunAsync());

        world.AssertEveryoneWasToldOnce();
        Assert.Equal(150, counts[CampaignCounts.Sent]);
        // Each of the two pages may be read a second time, should this machine stand still for some windows.
        Assert.InRange(counts[CampaignCounts.WixCalls], 300, 300 + (2 * 4) + 5);
    }

    [Fact]
    public async Task However_often_a_month_is_started_it_is_one_campaign()
    {
        await using var world = await MessagesWorld.StartAsync(processes: 2);
        world.AddMembers(20);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.PostAsync()));
        var jobId = Assert.Single(answers.Select(answer => answer.GetProperty("jobId").GetString()).Distinct());
        await world.EndAsync(jobId!);
        Assert.False((await world.PostAsync()).GetProperty("started").GetBoolean());

        await Task.Delay(TimeSpan.FromSeconds(2));
        world.AssertEveryoneWasToldOnce();
    }

    [Fact]
    public async Task Every_queue_message_may_come_twice_and_two_processes_may_share_them()
    {
        await using var world = await MessagesWorld.StartAsync(processes: 2, configure: SendTwice.Install);
        world.AddMembers(350);
        var counts = await world.EndAsync(await world.RunAsync());

        world.AssertEveryoneWasToldOnce();
        Assert.Equal((350, 350), (counts[CampaignCounts.Accounts], counts[CampaignCounts.Sent]));
    }

    [Theory]
    [InlineData(0.08, 0)]
    [InlineData(0, 0.08)]
    public async Task An_answer_that_is_lost_or_refused_costs_nobody_a_message_and_gives_nobody_two(double lost, double errors)
    {
        await using var world = await MessagesWorld.StartAsync(wix: new() { AnswerLostRate = lost, LostAnswer = LostAnswer.Either, ErrorRate = errors });
        world.AddMembers(120);
        await world.RunAsync();
        world.AssertEveryoneWasToldOnce();
    }

    [Fact]
    public async Task A_month_is_read_in_pages_whose_cursor_may_be_forgotten()
    {
        await using var world = await MessagesWorld.StartAsync();
        world.AddMembers(220);
        var facts = new CampaignFacts("Rewards", null, null, null, new Dictionary<string, string>());
        var from = world.Sync.Wix.ReadLedger().Accounts[100].CreatedDate;
        var plan = new CampaignPlan(3, DateTimeOffset.UtcNow.AddDays(1), facts, Page: 1, Cursor: "forgotten", From: from);
        var jobs = world.Jobs;
        var job = Job.Begin($"messages-{world.SiteId}-2020-01", world.SiteId, JobKind.Messages, CampaignPlan.Sending, DateTimeOffset.UtcNow);
        await jobs.StartAsync(job with { Checkpoint = plan.ToCheckpoint() }, CancellationToken.None);
        await world.Sync.Service<MessageQueues>().SendAsync(
            QueueNames.MonthlyMessages,
            new CampaignMessage(1, world.SiteId, job.JobId, "2020-01", false, plan.Until, 3, 0, null), TimeSpan.Zero, CancellationToken.None);

        await world.EndAsync(job.JobId);
        var told = world.Sent.Select(message => message.MemberId).ToHashSet();
        Assert.Superset(world.Balances.Keys.Skip(100).ToHashSet(), told!);
        Assert.Equal(told.Count, world.Sent.Count);
    }
}
