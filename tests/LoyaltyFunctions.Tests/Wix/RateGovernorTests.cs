using Azure.Core;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Wix;

[Collection("azurite")]
public sealed class RateGovernorTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Limit = 200;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly string site = Guid.NewGuid().ToString();
    private readonly SteppedClock time = new(new DateTimeOffset(2026, 1, 6, 12, 0, 3, 700, TimeSpan.Zero));
    private readonly StorageCalls calls = new();

    public async Task InitializeAsync() => await new TableServiceClient(azurite.ConnectionString).CreateTableIfNotExistsAsync(TableNames.Sites);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(1, 400)]
    [InlineData(2, 130)]
    [InlineData(3, 30)]
    public async Task No_minute_ever_holds_more_than_the_limit_however_two_instances_mix_their_work(int seed, int longestPauseMilliseconds)
    {
        var one = Governor();
        var two = Governor();
        var random = new Random(seed);
        var all = new List<DateTimeOffset>();
        var background = new List<DateTimeOffset>();

        for (var end = time.GetUtcNow() + (Window * 4); time.GetUtcNow() < end; time.Advance(TimeSpan.FromMilliseconds(random.Next(longestPauseMilliseconds))))
        {
            var work = random.Next(3) == 0 ? WixWork.Live : WixWork.Background;
            if (!await MayAsync(random.Next(2) == 0 ? one : two, work))
                continue;
            all.Add(time.GetUtcNow());
            if (work == WixWork.Background)
                background.Add(time.GetUtcNow());
        }

        Assert.InRange(MostInAnyWindow(all), 1, Limit);
        Assert.InRange(MostInAnyWindow(background), 1, (int)(Limit * 0.7));
        // Refusing everything would keep the limit as well. Without a pause there is far more work than calls.
        if (longestPauseMilliseconds == 30)
            Assert.InRange(all.Count, 4 * Limit * 3 / 4, 5 * Limit);
    }

    [Fact]
    public async Task Background_work_leaves_live_work_its_share()
    {
        var governor = Governor();

        Assert.Equal(140, await TakeAllAsync(governor, WixWork.Background));
        Assert.Equal(60, await TakeAllAsync(governor, WixWork.Live));
    }

    [Fact]
    public async Task Live_work_may_use_all_of_it()
    {
        var governor = Governor();

        Assert.Equal(200, await TakeAllAsync(governor, WixWork.Live));
        Assert.Equal(0, await TakeAllAsync(governor, WixWork.Background));
    }

    [Fact]
    public async Task What_live_work_was_allotted_and_did_not_use_it_may_use_later()
    {
        var governor = Governor();
        Assert.Equal(140, await TakeAllAsync(governor, WixWork.Background));

        for (var slot = 0; slot < 10; slot++)
        {
            time.Advance(Window / 12);
            Assert.True(await MayAsync(governor, WixWork.Live));
        }

        time.Advance(Window / 12);
        Assert.Equal(Limit - 140 - 10, await TakeAllAsync(governor, WixWork.Live));
    }

    [Fact]
    public async Task Who_is_refused_is_told_when_there_will_be_calls_again()
    {
        var governor = Governor();
        await TakeAllAsync(governor, WixWork.Live);

        var refused = await Assert.ThrowsAsync<WixException>(() => TakeAsync(governor, WixWork.Live));
        Assert.Equal(WixFailure.Throttled, refused.Failure);
        time.Advance(refused.Wait - TimeSpan.FromMilliseconds(1100));
        Assert.False(await MayAsync(governor, WixWork.Live));
        time.Advance(TimeSpan.FromMilliseconds(1100));
        Assert.True(await MayAsync(governor, WixWork.Live));
    }

    [Fact]
    public async Task Background_work_that_is_refused_comes_back_when_there_are_calls_worth_a_start()
    {
        var governor = Governor();
        for (var i = 0; i < 140; i++)
        {
            await TakeAsync(governor, WixWork.Background);
            time.Advance(TimeSpan.FromMilliseconds(200));
        }

        var refused = await Assert.ThrowsAsync<WixException>(() => TakeAsync(governor, WixWork.Background));
        time.Advance(refused.Wait);
        Assert.InRange(await TakeAllAsync(governor, WixWork.Background), 70, 100);
    }

    [Fact]
    public async Task Live_work_waits_out_a_short_wait()
    {
        var governor = Governor(TimeSpan.FromMilliseconds(600));
        await TakeAllAsync(governor, WixWork.Background);
        for (var i = 0; i < 60; i++)
            await TakeAsync(governor, WixWork.Live);

        var wait = time.NextWait();
        var waiting = TakeAsync(governor, WixWork.Live);
        await wait.WaitAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Live_work_that_has_begun_waits_for_the_next_slot()
    {
        var governor = Governor();
        await TakeAllAsync(governor, WixWork.Live);
        time.Advance((Window * 13 / 12) - TimeSpan.FromSeconds(4.5));
        Assert.False(await MayAsync(governor, WixWork.Live));

        var wait = time.NextWait();
        var waiting = TakeAsync(governor, WixWork.Live, begun: true);
        await wait.WaitAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(5));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task While_work_that_has_begun_waits_no_other_live_work_begins()
    {
        var governor = Governor();
        await TakeAllAsync(governor, WixWork.Live);
        time.Advance((Window * 13 / 12) - TimeSpan.FromSeconds(4.5));
        var wait = time.NextWait();
        var waiting = TakeAsync(governor, WixWork.Live, begun: true);
        await wait.WaitAsync(TimeSpan.FromSeconds(10));

        // Alone it would wait for so short a time.
        await Assert.ThrowsAsync<WixException>(() => TakeAsync(governor, WixWork.Live, begun: false).WaitAsync(TimeSpan.FromSeconds(10)));

        time.Advance(TimeSpan.FromSeconds(5));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        await TakeAsync(governor, WixWork.Live, begun: false).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_busy_site_costs_one_storage_call_in_ten_and_a_spent_one_none()
    {
        var governor = Governor();

        Assert.Equal(Limit, await TakeAllAsync(governor, WixWork.Live));
        Assert.InRange(calls.Count, 1, (Limit / 10) + 4);

        var before = calls.Count;
        for (var i = 0; i < 50; i++)
            Assert.False(await MayAsync(governor, WixWork.Live));
        Assert.Equal(before, calls.Count);
    }

    [Fact]
    public async Task Many_callers_in_two_instances_at_once_get_no_more_than_there_is()
    {
        var one = Governor();
        var two = Governor();
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => TakeAllAsync(i % 2 == 0 ? one : two, WixWork.Live))));

        Assert.InRange(taken.Sum(), Limit - 40, Limit);
    }

    [Fact]
    public async Task After_a_429_the_site_rests_in_all_instances()
    {
        var one = Governor();
        var two = Governor();
        Assert.True(await MayAsync(one, WixWork.Live));

        await one.CloseAsync(site, TimeSpan.FromSeconds(30), default);

        Assert.False(await MayAsync(one, WixWork.Live));
        Assert.False(await MayAsync(one, WixWork.Background));
        var refused = await Assert.ThrowsAsync<WixException>(() => TakeAsync(two, WixWork.Live));
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Wait);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await MayAsync(one, WixWork.Live));
        Assert.True(await MayAsync(two, WixWork.Live));
    }

    [Fact]
    public async Task One_sites_calls_are_not_anothers()
    {
        var governor = Governor();
        await TakeAllAsync(governor, WixWork.Live);

        await governor.TakeAsync(Guid.NewGuid().ToString(), WixWork.Live, begun: false, default);
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_asked_of_the_storage()
    {
        var governor = Governor(limit: 0);

        for (var i = 0; i < 1000; i++)
            await TakeAsync(governor, WixWork.Background);
        Assert.Equal(0, calls.Count);
    }

    [Fact]
    public async Task Every_try_that_goes_out_is_counted_repeats_and_tokens_too()
    {
        await using var wix = await StubWix.StartAsync();
        wix.Answer(503).Answer(503).Answer(200, $$$"""{"account":{"id":"{{{site}}}","revision":"1"} }""");
        using var parts = new WixParts(wix.Address, TimeProvider.System, azurite.ConnectionString, ("CallsPerWindow", "4"));

        await parts.Loyalty.GetAccountAsync(site, site, WixWork.Live, default);

        Assert.Equal(4, wix.Calls.Count + wix.TokenCalls.Count);
        var refused = await Assert.ThrowsAsync<WixException>(() => parts.Loyalty.GetAccountAsync(site, site, WixWork.Live, default));
        Assert.Equal(WixFailure.Throttled, refused.Failure);
        Assert.Equal(4, wix.Calls.Count + wix.TokenCalls.Count);
    }

    [Fact]
    public async Task A_429_keeps_the_next_call_from_going_out()
    {
        await using var wix = await StubWix.StartAsync();
        wix.Answer(429, "", ("Retry-After", "20"));
        using var parts = new WixParts(wix.Address, TimeProvider.System, azurite.ConnectionString);

        await Assert.ThrowsAsync<WixException>(() => parts.Loyalty.GetAccountAsync(site, site, WixWork.Live, default));
        Assert.IsType<Points.WriteOutcome.Throttled>(await parts.Loyalty.AdjustPointsAsync(site, site, 1, 1, "x", default));

        Assert.Single(wix.Calls);
    }

    private static int MostInAnyWindow(List<DateTimeOffset> taken)
    {
        var most = 0;
        for (int first = 0, last = 0; last < taken.Count; last++)
        {
            while (taken[last] - taken[first] >= Window)
                first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private async Task<int> TakeAllAsync(RateGovernor governor, WixWork work)
    {
        var taken = 0;
        while (await MayAsync(governor, work))
            taken++;
        return taken;
    }

    // A short wait of live work would be on the test's clock, which stands still meanwhile: it counts as a refusal.
    private async Task<bool> MayAsync(RateGovernor governor, WixWork work)
    {
        using var now = new CancellationTokenSource();
        var wait = time.NextWait();
        var taking = governor.TakeAsync(site, work, begun: false, now.Token).AsTask();
        if (await Task.WhenAny(taking, wait) != taking)
            await now.CancelAsync();
        try
        {
            await taking;
            return true;
        }
        catch (WixException e) when (e.Failure == WixFailure.Throttled)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task TakeAsync(RateGovernor governor, WixWork work, bool begun = false) => governor.TakeAsync(site, work, begun, default).AsTask();

    private RateGovernor Governor(TimeSpan? window = null, int limit = Limit)
    {
        var options = new TableClientOptions();
        options.AddPolicy(calls, HttpPipelinePosition.PerCall);
        var settings = new WixOptions { CallsPerWindow = limit, RateWindow = window ?? Window };
        return new(new TableServiceClient(azurite.ConnectionString, options), Options.Create(settings), time);
    }
}
