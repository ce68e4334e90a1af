using System.Collections.Concurrent;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// Delivers events to the app: at least once, concurrently, in no order, resent on Wix's schedule until acknowledged; and duplicates,
/// delays, shuffles and drops them as the behaviour says.
/// </summary>
internal sealed class WebhookDispatcher : IAsyncDisposable
{
    private readonly WixWorld world;
    private readonly WebhookSigner signer;
    private readonly WebhookSender sender;
    private readonly ReorderBuffer reorder;
    private readonly SemaphoreSlim slots = new(64);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<long, Task> running = new();
    private long nextTask;
    private Uri? url;

    public WebhookDispatcher(WixWorld world, WebhookSigner signer)
    {
        this.world = world;
        this.signer = signer;
        sender = new WebhookSender(world);
        reorder = new ReorderBuffer(world, d => Start(d, TimeSpan.Zero), stop.Token);
        url = world.Options.WebhookUrl;
    }

    public DeliveryLog Log { get; } = new();

    public Uri? Url
    {
        get => Volatile.Read(ref url);
        set => Volatile.Write(ref url, value);
    }

    /// <summary>Sends the events on their way and returns at once.</summary>
    public void Post(IReadOnlyList<WebhookEvent> events)
    {
        var behaviour = world.Behaviour;
        var late = behaviour.WebhookTiming == WebhookTiming.Late ? behaviour.LateBy : TimeSpan.Zero;
        foreach (var delivery in events.SelectMany(Copies))
        {
            Log.Started();
            if (behaviour.ReorderWindow > 1)
                reorder.Add(delivery);
            else
                Start(delivery, late);
        }
    }

    /// <summary>Delivers the events once before it returns; what is not acknowledged is resent later as always.</summary>
    public async Task DeliverNowAsync(IReadOnlyList<WebhookEvent> events)
    {
        var first = events.SelectMany(Copies).ToList();
        await Task.WhenAll(first.Select(async delivery =>
        {
            Log.Started();
            if (await AttemptAsync(delivery, 0))
                Log.Ended(acknowledged: true);
            else
                Run(RetryAsync(delivery));
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await Task.WhenAll(running.Values);
        }
        catch (OperationCanceledException)
        {
            // Deliveries that waited for their turn end with the simulator.
        }

        sender.Dispose();
        signer.Dispose();
        slots.Dispose();
        stop.Dispose();
    }

    private IEnumerable<WebhookDelivery> Copies(WebhookEvent webhook)
    {
        if (Url is null)
            yield break;

        Log.Raised();
        var behaviour = world.Behaviour;
        if (world.Chance.Of(behaviour.DropRate))
        {
            Record(new WebhookDelivery(webhook, 0), 0, world.Options.TimeProvider.GetUtcNow(), TimeSpan.Zero, WebhookOutcome.Dropped, null);
            yield break;
        }

        yield return new WebhookDelivery(webhook, 0);
        if (world.Chance.Of(behaviour.DuplicateRate))
        {
            for (var copy = 1; copy <= behaviour.DuplicateCount; copy++)
                yield return new WebhookDelivery(webhook, copy);
        }
    }

    private void Start(WebhookDelivery delivery, TimeSpan late) => Run(FirstAsync(delivery, late));

    private void Run(Task delivery)
    {
        var id = Interlocked.Increment(ref nextTask);
        running[id] = delivery;
        delivery.ContinueWith(
            done => running.TryRemove(id, out _), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    private async Task FirstAsync(WebhookDelivery delivery, TimeSpan late)
    {
        var behaviour = world.Behaviour;
        var wait = late + world.Chance.Between(behaviour.DelayMin, behaviour.DelayMax);
        await Task.Yield();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, world.Options.TimeProvider, stop.Token);
        if (await AttemptAsync(delivery, 0))
            Log.Ended(acknowledged: true);
        else
            await RetryAsync(delivery);
    }

    private async Task RetryAsync(WebhookDelivery delivery)
    {
        for (var attempt = 1; ResendSchedule.After(attempt - 1, world.Behaviour.ResendScheduleScale) is { } wait; attempt++)
        {
            await Task.Delay(wait, world.Options.TimeProvider, stop.Token);
            if (await AttemptAsync(delivery, attempt))
            {
                Log.Ended(acknowledged: true);
                return;
            }
        }

        Log.Ended(acknowledged: false);
    }

    private async Task<bool> AttemptAsync(WebhookDelivery delivery, int attempt)
    {
        await slots.WaitAsync(stop.Token);
        try
        {
            var time = world.Options.TimeProvider;
            var token = delivery.TokenFor(attempt, signer, world.Behaviour);
            var at = time.GetUtcNow();
            var start = time.GetTimestamp();
            var (outcome, status) = await sender.SendAsync(Url, token, stop.Token);
            Record(delivery, attempt, at, time.GetElapsedTime(start), outcome, status);
            return outcome == WebhookOutcome.Acknowledged;
        }
        finally
        {
            slots.Release();
        }
    }

    private void Record(WebhookDelivery delivery, int attempt, DateTimeOffset at, TimeSpan took, WebhookOutcome outcome, int? status) =>
        Log.Add(new WixLedgerDelivery(
            delivery.Event.InstanceId, delivery.EventId, delivery.Event.EventType, delivery.Event.EntityId, attempt, delivery.Copy, at, took, status, outcome));
}
