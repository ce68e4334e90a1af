using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Azure.Storage.Queues;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.External;

/// <summary>The callback receiver behind a real HTTP server, on a real queue, at a time that the test sets.</summary>
internal sealed class ReceiverServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly QueueClient queue;
    private readonly MeterListener listener = new();

    private ReceiverServer(string storage, ISiteSettings sites, TimeProvider time)
    {
        var options = new QueueClientOptions();
        options.AddPolicy(StorageCalls, Azure.Core.HttpPipelinePosition.PerRetry);
        queue = new QueueClient(storage, QueueNames.ExternalEvents);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Debug);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddMvcCore();
        builder.Services
            .AddSingleton(time).AddSingleton(sites).AddSingleton(new QueueServiceClient(storage, options))
            .AddSingleton<MessageQueues>().AddExternal().AddSingleton<ReceiveExternalCallback>();
        app = builder.Build();
        app.MapPost("/api/webhooks/external/{siteId}", async (HttpContext context, string siteId, ReceiveExternalCallback function) =>
        {
            var result = await function.RunAsync(context.Request, siteId, context.RequestAborted);
            await result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
        });
        Count(app.Services.GetRequiredService<IMeterFactory>());
    }

    public StorageCalls StorageCalls { get; } = new();

    public LoggedEvents Log { get; } = new();

    /// <summary>What was counted.</summary>
    public ConcurrentQueue<string> Outcomes { get; } = new();

    public static async Task<ReceiverServer> StartAsync(string storage, ISiteSettings sites, TimeProvider time)
    {
        var server = new ReceiverServer(storage, sites, time);
        await server.queue.CreateIfNotExistsAsync();
        await server.queue.ClearMessagesAsync();
        await server.app.StartAsync();
        return server;
    }

    public Uri AddressOf(string siteId) => new($"{app.Urls.First()}/api/webhooks/external/{siteId}");

    /// <summary>Takes what waits on the queue.</summary>
    public async Task<IReadOnlyList<ExternalEvent>> TakeEventsAsync()
    {
        var messages = await queue.ReceiveMessagesAsync(maxMessages: 32);
        return [.. messages.Value.Select(MessageQueues.Read<ExternalEvent>)];
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await app.DisposeAsync();
    }

    private void Count(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == ReceiverMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "outcome")
                    Outcomes.Enqueue((string)tag.Value!);
            }
        });
        listener.Start();
    }
}
