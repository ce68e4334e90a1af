using System.Diagnostics.Metrics;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Hosting.Standalone.Bindings;
using LoyaltyFunctions.Operations;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.Telemetry;

public sealed class WatchQueuesTests
{
    [Fact]
    public async Task Depth_age_and_poison_of_every_queue_are_measured_and_the_tick_is_counted()
    {
        await using var azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        var queues = new QueueServiceClient(azurite.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        foreach (var queue in QueueNames.All)
        {
            await queues.CreateQueueAsync(queue);
            await queues.CreateQueueAsync(QueueNames.PoisonOf(queue));
        }

        await queues.GetQueueClient(QueueNames.WixEvents).SendMessageAsync("waits");
        await queues.GetQueueClient(QueueNames.WixEvents).SendMessageAsync("postponed", visibilityTimeout: TimeSpan.FromHours(1));
        await queues.GetQueueClient(QueueNames.PoisonOf(QueueNames.ExternalEvents)).SendMessageAsync("failed");

        var tables = new TableServiceClient(azurite.ConnectionString);
        await tables.CreateTableAsync(TableNames.Poison);
        await using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        Dictionary<string, double> measured = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == factory)
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        var store = new PoisonStore(tables);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20));
        var poison = new PoisonQueues(queues, store, time, NullLogger<PoisonQueues>.Instance);
        await new WatchQueues(queues, poison, store, new OperationsMetrics(factory), time).RunAsync(new TimerInfo(), CancellationToken.None);

        Assert.Equal(2, measured["loyalty.queue.depth wix-events"]);
        Assert.InRange(measured["loyalty.queue.age wix-events"], 1190, 1320);
        Assert.Equal(0, measured["loyalty.queue.age external-events"]);
        Assert.Equal(1, measured["loyalty.queue.poison external-events"]);
        Assert.Equal(0, measured["loyalty.queue.poison wix-events"]);
        Assert.Equal(1, measured["loyalty.timer.ticks WatchQueues"]);
        Assert.All(QueueNames.All, queue => Assert.Contains($"loyalty.queue.depth {queue}", measured.Keys));

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (measured)
                measured[$"{instrument.Name} {tags[0].Value}"] = value;
        }
    }
}
