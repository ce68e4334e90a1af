using System.Net.Http.Headers;
using System.Text.Json;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Sandbox.Simulation;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>
/// Sends the external simulator's callbacks, signed, until each is answered 2xx or the resend schedule is spent; and as badly as
/// <see cref="ExternalBehaviour"/> says. Deliveries run side by side: their order is not kept.
/// </summary>
internal sealed class CallbackSender : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout };
    private readonly ExternalSimulatorOptions options;
    private readonly Func<ExternalBehaviour> behaviour;
    private readonly FaultDice dice;
    private readonly DeliveryScheduler scheduler;
    private long attempts;
    private long delivered;
    private long failed;
    private long duplicates;
    private long dropped;
    private long givenUp;

    public CallbackSender(ExternalSimulatorOptions options, Func<ExternalBehaviour> behaviour, FaultDice dice)
    {
        (this.options, this.behaviour, this.dice) = (options, behaviour, dice);
        scheduler = new DeliveryScheduler(options.Time);
        WebhookUrl = options.WebhookUrl;
    }

    public Uri? WebhookUrl { get; set; }

    public CallbackCounts Counts => new(
        Interlocked.Read(ref attempts), Interlocked.Read(ref delivered), Interlocked.Read(ref failed), Interlocked.Read(ref duplicates),
        Interlocked.Read(ref dropped), Interlocked.Read(ref givenUp), scheduler.Pending);

    /// <summary>Sends the callback in the background, with every fault that is switched on.</summary>
    public void Send(SimulatedTransaction transaction, TimeSpan delay)
    {
        if (Prepare(transaction) is not { } callback)
            return;
        if (dice.Roll(behaviour().ReorderRate))
            delay += TimeSpan.FromMilliseconds(behaviour().ReorderMs);
        Schedule(callback, delay, 1 + Duplicates());
    }

    /// <summary>Sends the callback and waits for its answer; duplicates and resends follow in the background.</summary>
    public async Task SendNowAsync(SimulatedTransaction transaction, CancellationToken ct)
    {
        if (Prepare(transaction) is not { } callback)
            return;
        await DeliverAsync(callback, attempt: 0, ct);
        Schedule(callback, TimeSpan.Zero, Duplicates());
    }

    public async ValueTask DisposeAsync()
    {
        await scheduler.DisposeAsync();
        http.Dispose();
    }

    private Callback? Prepare(SimulatedTransaction transaction)
    {
        if (WebhookUrl is null)
            return null;
        if (dice.Roll(behaviour().DropRate))
        {
            Interlocked.Increment(ref dropped);
            return null;
        }

        var shown = transaction.Shown(behaviour());
        var body = new PointsChanged(
            "points.changed",
            options.Time.GetUtcNow(),
            new PointsChangedData(
                transaction.AccountId,
                new PointsChangedTransaction(shown.Id, shown.Points, shown.Reference, shown.OccurredAt),
                transaction.Balance));
        return new Callback($"evt_{transaction.Id}", JsonSerializer.SerializeToUtf8Bytes(body, SimulatorJson.ContractOptions));
    }

    private int Duplicates()
    {
        if (!dice.Roll(behaviour().DuplicateRate))
            return 0;
        var count = behaviour().DuplicateCount;
        Interlocked.Add(ref duplicates, count);
        return count;
    }

    private void Schedule(Callback callback, TimeSpan delay, int deliveries)
    {
        for (var i = 0; i < deliveries; i++)
        {
            scheduler.Schedule(
                delay + dice.UpTo(TimeSpan.FromMilliseconds(behaviour().DelayMs)), ct => DeliverAsync(callback, attempt: 0, ct));
        }
    }

    private async Task DeliverAsync(Callback callback, int attempt, CancellationToken ct)
    {
        if (await TryAsync(callback, ct))
            Interlocked.Increment(ref delivered);
        else if (attempt >= options.ResendSchedule.Count)
            Interlocked.Increment(ref givenUp);
        else
            scheduler.Schedule(options.ResendSchedule[attempt] * behaviour().ResendScale, c => DeliverAsync(callback, attempt + 1, c));
    }

    private async Task<bool> TryAsync(Callback callback, CancellationToken ct)
    {
        Interlocked.Increment(ref attempts);
        var now = options.Time.GetUtcNow();
        var signatures = options.WebhookSecrets.Select(secret => StandardWebhooks.Sign(secret, callback.Id, now, callback.Body));
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookUrl) { Content = new ByteArrayContent(callback.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(StandardWebhooks.IdHeader, callback.Id);
        request.Headers.Add(StandardWebhooks.TimestampHeader, now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(StandardWebhooks.SignatureHeader, string.Join(' ', signatures));
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (response.IsSuccessStatusCode)
                return true;
        }
        catch (HttpRequestException)
        {
            // Counted below and sent again, like any answer that is not 2xx.
        }
        catch (TaskCanceledException e) when (e.InnerException is TimeoutException)
        {
            // The same.
        }

        Interlocked.Increment(ref failed);
        return false;
    }

    private sealed record Callback(string Id, byte[] Body);

    private sealed record PointsChanged(string Type, DateTimeOffset Timestamp, PointsChangedData Data);

    private sealed record PointsChangedData(string AccountId, PointsChangedTransaction Transaction, long Balance);

    private sealed record PointsChangedTransaction(string Id, long Points, string? Reference, DateTimeOffset OccurredAt);
}
