using System.Diagnostics;
using Azure.Storage.Queues;
using LoyaltyFunctions.Hosting.Standalone.Queues;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoyaltyFunctions.Tests.Hosting;

[Collection("azurite")]
public sealed class QueuePumpTests(AzuriteFixture azurite)
{
    private readonly string queue = HostDriver.NewQueue();

    [Fact]
    public async Task A_message_is_handled_once_and_is_gone()
    {
        var script = new QueueScript((_, _) => Task.CompletedTask);
        await using var host = await StartAsync(script);
        await host.Queue(queue).SendMessageAsync("hello");
        await Eventually.HoldsAsync(() => script.Done.Count > 0, "the message is handled");
        await GoneAsync(host, queue);
        Assert.Equal("hello", Assert.Single(script.Begun));
    }

    [Fact]
    public async Task A_message_that_fails_is_tried_again()
    {
        var script = new QueueScript((message, _) => message.DequeueCount < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask);
        await using var host = await StartAsync(script);
        await host.Queue(queue).SendMessageAsync("stubborn");
        await Eventually.HoldsAsync(() => script.Done.Count > 0, "the third try succeeds");
        await GoneAsync(host, queue);
        Assert.Equal(3, script.Begun.Count);
        Assert.Equal(2, host.Logs.Entries.Count(entry => entry.EventId == 9011));
    }

    [Fact]
    public async Task A_message_that_fails_every_time_is_kept_on_the_poison_queue()
    {
        var script = new QueueScript((_, _) => throw new InvalidOperationException("never"));
        await using var host = await StartAsync(script);
        const string Body = """{"v":1,"text":"naïve <b>&amp;</b>"}""";
        await host.Queue(queue).SendMessageAsync(Body);
        await Eventually.HoldsAsync(async () => await CountAsync(host, $"{queue}-poison") > 0, "the message is on the poison queue");
        await GoneAsync(host, queue);
        Assert.Equal(3, script.Begun.Count);
        Assert.Equal(Body, (await host.Queue($"{queue}-poison").PeekMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public async Task A_message_whose_processes_died_too_often_is_put_away_without_another_try()
    {
        var script = new QueueScript((_, _) => Task.CompletedTask);
        var client = new QueueServiceClient(azurite.ConnectionString).GetQueueClient(queue);
        await client.CreateAsync();
        await client.SendMessageAsync("deadly");
        for (var i = 0; i < 3; i++)
        {
            var taken = (await client.ReceiveMessageAsync()).Value;
            await client.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        await using var host = await StartAsync(script);
        await Eventually.HoldsAsync(async () => await CountAsync(host, $"{queue}-poison") > 0, "the message is on the poison queue");
        Assert.Empty(script.Begun);
    }

    [Fact]
    public async Task A_function_that_runs_longer_than_the_lock_keeps_its_message()
    {
        var script = new QueueScript((_, ct) => Task.Delay(TimeSpan.FromSeconds(4), ct));
        (string, string?) lockDuration = ("Functions:Queues:LockDuration", "00:00:01");
        await using var one = await StartAsync(script, settings: lockDuration);
        await using var other = await StartAsync(script, settings: lockDuration);
        await one.Queue(queue).SendMessageAsync("slow");
        await Eventually.HoldsAsync(() => script.Done.Count > 0, "the slow function ends");
        await GoneAsync(one, queue);
        Assert.Single(script.Begun);
    }

    [Fact]
    public async Task A_message_that_another_process_has_taken_over_is_left_to_it()
    {
        var client = new QueueServiceClient(azurite.ConnectionString).GetQueueClient(queue);
        await client.CreateAsync();
        await client.SendMessageAsync("contested");
        var first = (await client.ReceiveMessageAsync(TimeSpan.FromSeconds(1))).Value;
        await Eventually.HoldsAsync(async () => (await client.ReceiveMessageAsync(TimeSpan.FromMinutes(1))).Value is not null, "the lock ran out");

        var locked = new LockedMessage(client, first, TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger.Instance);
        Assert.False(await locked.DeleteAsync());
        await locked.ReleaseAsync(TimeSpan.Zero);
        Assert.Equal(1, (await client.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        Assert.Null((await client.PeekMessageAsync()).Value);
    }

    [Fact]
    public async Task Several_hosts_share_a_queue_and_handle_each_message_once()
    {
        var script = new QueueScript((_, ct) => Task.Delay(5, ct));
        await using var one = await StartAsync(script);
        await using var other = await StartAsync(script);
        var sent = Enumerable.Range(0, 200).Select(i => $"m{i}").ToList();
        await Parallel.ForEachAsync(sent, async (text, ct) => await one.Queue(queue).SendMessageAsync(text, ct));
        await GoneAsync(one, queue);
        await one.StopAsync();
        await other.StopAsync();
        Assert.Equal(sent.Order(), script.Done.Order());
    }

    [Fact]
    public async Task No_more_functions_run_at_once_than_host_json_allows()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = new QueueScript((_, ct) => gate.Task.WaitAsync(ct));
        await using var host = await StartAsync(script);
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (i, ct) => await host.Queue(queue).SendMessageAsync($"m{i}", ct));

        // More than the threshold of 8 run, so no batch follows; what is not running can still be seen by others.
        await Eventually.HoldsAsync(() => script.Begun.Count > 8, "the first batches run");
        Assert.InRange(script.Begun.Count, 9, 24);
        Assert.NotEmpty((await host.Queue(queue).PeekMessagesAsync()).Value);
        gate.SetResult();
        await Eventually.HoldsAsync(() => script.Done.Count == 40, "the rest is handled");
    }

    [Fact]
    public async Task What_this_process_sends_is_handled_without_waiting_for_the_next_poll()
    {
        var script = new QueueScript((_, _) => Task.CompletedTask);
        await using var host = await StartAsync(
            script,
            HostDriver.HostJsonText().Replace("00:00:00.2000000", "00:01:00", StringComparison.Ordinal),
            ("Functions:Queues:MinPollingInterval", "00:01:00"));
        var queues = host.Services.GetRequiredService<MessageQueues>();
        for (var i = 0; i < 3; i++)
        {
            // Anything but the signal would take longer than Eventually waits.
            await queues.SendAsync(queue, Event($"e{i}"), TimeSpan.FromSeconds(i), default);
            await Eventually.HoldsAsync(() => script.Done.Count == i + 1, $"message {i} is handled");
        }
    }

    [Fact]
    public async Task A_queue_that_has_given_all_it_had_is_not_asked_again_at_once()
    {
        var calls = new StorageCalls();
        var script = new QueueScript((_, _) => Task.CompletedTask);
        await using var host = await HostDriver.StartAsync(
            azurite.ConnectionString, typeof(QueueTestFunctions), script, policy: calls,
            hostJson: HostDriver.HostJsonText().Replace("00:00:00.2000000", "00:01:00", StringComparison.Ordinal),
            settings: [("Test:Queue", queue), ("Functions:Queues:MinPollingInterval", "00:01:00")]);
        await Eventually.HoldsAsync(() => Polls() == 1, "the empty queue is asked");

        await host.Services.GetRequiredService<MessageQueues>().SendAsync(queue, Event("e1"), TimeSpan.Zero, default);
        await Eventually.HoldsAsync(() => calls.Made.Any(call => call.StartsWith("DELETE", StringComparison.Ordinal)), "the message is handled");
        Assert.Equal(2, Polls());

        int Polls() => calls.Made.Count(call => call.StartsWith("GET", StringComparison.Ordinal) && call.EndsWith($"{queue}/messages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_that_runs_when_the_host_stops_may_end()
    {
        var begun = new TaskCompletionSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = new QueueScript((_, ct) =>
        {
            begun.SetResult();
            return gate.Task.WaitAsync(ct);
        });
        await using var host = await StartAsync(script);
        await host.Queue(queue).SendMessageAsync("running");
        await begun.Task;
        var stopping = host.StopAsync();
        await host.Queue(queue).SendMessageAsync("too late");
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;
        Assert.Equal("running", Assert.Single(script.Done));
        Assert.Equal("too late", Assert.Single((await host.Queue(queue).PeekMessagesAsync(32)).Value).Body.ToString());
    }

    [Fact]
    public async Task A_function_that_does_not_end_in_time_is_cancelled_and_its_message_is_there_for_others()
    {
        var begun = new TaskCompletionSource();
        var script = new QueueScript((_, ct) =>
        {
            begun.SetResult();
            return Task.Delay(Timeout.Infinite, ct);
        });
        await using var host = await StartAsync(script, settings: ("Functions:DrainTimeout", "00:00:00.1"));
        await host.Queue(queue).SendMessageAsync("endless");
        await begun.Task;
        await host.StopAsync();
        Assert.Empty(script.Done);
        Assert.Equal("endless", (await host.Queue(queue).ReceiveMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public async Task The_trace_of_a_message_goes_on_in_its_function()
    {
        string? trace = null;
        var script = new QueueScript((_, _) =>
        {
            trace = Activity.Current?.TraceId.ToHexString();
            return Task.CompletedTask;
        });
        await using var host = await StartAsync(script);
        await host.Queue(queue).SendMessageAsync("""{"v":1,"nested":{"traceParent":"no"},"traceParent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""");
        await Eventually.HoldsAsync(() => script.Done.Count > 0, "the message is handled");
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", trace);
    }

    private static WixEvent Event(string id) =>
        new(1, default, "s", id, DateTimeOffset.UnixEpoch, null, null, 0, null, false, null, null, false, 0, DateTimeOffset.UnixEpoch, null);

    private Task<HostDriver> StartAsync(QueueScript script, string? hostJson = null, params (string Name, string? Value)[] settings) =>
        HostDriver.StartAsync(
            azurite.ConnectionString, typeof(QueueTestFunctions), script, hostJson: hostJson, settings: [("Test:Queue", queue), .. settings]);

    private static async Task<int> CountAsync(HostDriver host, string name) =>
        (await host.Queue(name).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    private static Task GoneAsync(HostDriver host, string name) =>
        Eventually.HoldsAsync(async () => await CountAsync(host, name) == 0, $"{name} is empty");
}
