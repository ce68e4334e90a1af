using System.Net;
using Azure.Data.Tables;
using LoyaltyFunctions.Hosting.Standalone.Timers;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.Hosting;

[Collection("azurite")]
public sealed class TimerPumpTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 59, 30, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly TableClient table = new(azurite.ConnectionString, TableNames.Timers);

    public async Task InitializeAsync()
    {
        await table.CreateIfNotExistsAsync();
        await table.DeleteEntityAsync(TimerState.Partition, "Tick");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_timer_runs_at_its_tick_and_not_before()
    {
        var script = new TimerScript();
        await using var host = await StartAsync(script);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(Start.AddSeconds(30), (await RowAsync()).Next);
        Assert.Empty(script.Begun);
        time.Advance(TimeSpan.FromSeconds(1.5));
        await RunAsync(1);
        var info = Assert.Single(script.Begun);
        Assert.False(info.IsPastDue);
        Assert.Equal(default, info.ScheduleStatus!.Last);
        Assert.Equal(Start.AddSeconds(90).UtcDateTime, info.ScheduleStatus.Next);
        Assert.Equal(Start.AddSeconds(30), (await RowAsync()).Last);
    }

    [Fact]
    public async Task Of_several_hosts_one_runs_a_tick()
    {
        var script = new TimerScript();
        await using var one = await StartAsync(script);
        await using var other = await StartAsync(script);
        for (var tick = 1; tick <= 5; tick++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await RunAsync(tick);
        }

        await one.StopAsync();
        await other.StopAsync();
        Assert.Equal(5, script.Begun.Count);
        Assert.DoesNotContain(script.Begun, info => info.ScheduleStatus is null);
    }

    [Fact]
    public async Task Ticks_that_were_missed_while_nothing_ran_are_one_late_run()
    {
        var script = new TimerScript();
        await using (await StartAsync(script))
            Assert.Empty(script.Begun);
        time.Advance(TimeSpan.FromHours(3));
        await using var again = await StartAsync(script);
        await Eventually.HoldsAsync(async () => (await RowAsync()).Last is not null, "the missed tick has run");
        Assert.True(Assert.Single(script.Begun).IsPastDue);
        Assert.True((await RowAsync()).Next > time.GetUtcNow());
    }

    [Fact]
    public async Task A_tick_that_a_dead_process_had_begun_is_run_again_when_its_lease_has_ended()
    {
        await table.AddEntityAsync(new TimerState
        {
            RowKey = "Tick", Schedule = "0 * * * * *", Next = Start.AddSeconds(-30), Owner = "dead", Until = Start.AddSeconds(20),
        });
        var script = new TimerScript();
        await using var host = await StartAsync(script);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("dead", (await RowAsync()).Owner);
        Assert.Empty(script.Begun);
        time.Advance(TimeSpan.FromSeconds(11));
        await Eventually.HoldsAsync(async () => (await RowAsync()).Last is not null, "the tick has run");
        Assert.True(Assert.Single(script.Begun).IsPastDue);
    }

    [Fact]
    public async Task A_run_that_outlasts_the_lease_stays_the_only_one()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = new TimerScript(ct => gate.Task.WaitAsync(ct));
        await using var one = await StartAsync(script);
        await using var other = await StartAsync(script);
        time.Advance(TimeSpan.FromSeconds(30.5));
        await Eventually.HoldsAsync(() => script.Begun.Count == 1, "the tick runs");
        for (var half = 0; half < 6; half++)
        {
            // Half a lease at a time, and the owner's renewal is seen each time.
            var until = (await RowAsync()).Until;
            time.Advance(TimeSpan.FromSeconds(31));
            await Eventually.HoldsAsync(async () => (await RowAsync()).Until > until, "the lease is renewed");
        }

        gate.SetResult();
        await Eventually.HoldsAsync(async () => (await RowAsync()).Last is not null, "the run has ended");
        Assert.Single(script.Begun);
    }

    [Fact]
    public async Task A_run_that_fails_is_not_repeated_before_the_next_tick()
    {
        var script = new TimerScript(_ => throw new InvalidOperationException("no"));
        await using var host = await StartAsync(script);
        time.Advance(TimeSpan.FromSeconds(30.5));
        await Eventually.HoldsAsync(async () => (await RowAsync()).Last is not null, "the tick has run");
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(host.Logs.Has(9031));
        Assert.Single(script.Begun);
        Assert.Equal(Start.AddSeconds(90), (await RowAsync()).Next);
    }

    [Fact]
    public async Task A_run_that_the_stop_cuts_off_is_run_again()
    {
        var script = new TimerScript(ct => Task.Delay(Timeout.Infinite, ct));
        await using var host = await StartAsync(script);
        time.Advance(TimeSpan.FromSeconds(30.5));
        await Eventually.HoldsAsync(() => script.Begun.Count == 1, "the tick runs");
        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(26));
        await stopping;
        var row = await RowAsync();
        Assert.Null(row.Owner);
        Assert.Null(row.Last);
        Assert.Equal(Start.AddSeconds(30), row.Next);
    }

    [Fact]
    public async Task A_new_schedule_takes_effect_when_a_process_starts_with_it()
    {
        await using (await StartAsync(new TimerScript()))
            Assert.Equal(Start.AddSeconds(30), (await RowAsync()).Next);
        await using (await StartAsync(new TimerScript(), "0 0 12 1 * *"))
            Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), (await RowAsync()).Next);
    }

    [Fact]
    public async Task An_administrator_can_run_a_timer_now()
    {
        var script = new TimerScript();
        await using var host = await StartAsync(script);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("Tick", HostDriver.Key));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("Tock", HostDriver.MasterKey));
        Assert.Empty(script.Begun);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("Tick", HostDriver.MasterKey));
        await RunAsync(1);
        Assert.Single(script.Begun);

        async Task<HttpStatusCode> PostAsync(string function, string key)
        {
            using var answer = await host.Client.PostAsync($"/admin/functions/{function}?code={key}", null);
            return answer.StatusCode;
        }
    }

    /// <summary>Starts a host and waits until its timer waits for its tick.</summary>
    private async Task<HostDriver> StartAsync(TimerScript script, string schedule = "0 * * * * *")
    {
        var host = await HostDriver.StartAsync(
            azurite.ConnectionString, typeof(TimerTestFunctions), script, time, settings: ("Test:Schedule", schedule));
        await Eventually.HoldsAsync(() => host.Logs.Has(9035), "the timer has read its row");
        return host;
    }

    /// <summary>Waits until so many runs are over and written down.</summary>
    private Task RunAsync(int ticks) =>
        Eventually.HoldsAsync(
            async () => await RowAsync() is { Last: not null, Owner: null } row && row.Next > time.GetUtcNow() && row.Last >= Start.AddMinutes(ticks - 1),
            $"tick {ticks} has run");

    private async Task<TimerState> RowAsync() => (await table.GetEntityAsync<TimerState>(TimerState.Partition, "Tick")).Value;
}
