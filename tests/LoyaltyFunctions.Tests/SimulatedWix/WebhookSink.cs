using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Tests.SimulatedWix;

/// <summary>An app's webhook endpoint that keeps what it gets and answers as it is told.</summary>
internal sealed class WebhookSink : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Webhook> received = new();

    private WebhookSink()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(ReceiveAsync);
    }

    public Uri Url => new(app.Urls.Single());
    public IReadOnlyList<Webhook> Received => [.. received];

    /// <summary>The status for the n-th delivery, from 1.</summary>
    public Func<int, int> Status { get; set; } = _ => 200;

    /// <summary>Runs before a delivery is answered.</summary>
    public Func<Webhook, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public static async Task<WebhookSink> StartAsync()
    {
        var sink = new WebhookSink();
        await sink.app.StartAsync();
        return sink;
    }

    /// <summary>Waits until so many deliveries came.</summary>
    public async Task<IReadOnlyList<Webhook>> WaitAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (received.Count < count)
            await Task.Delay(10, limit.Token);
        return Received;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var webhook = new Webhook(await reader.ReadToEndAsync(), http.Request.ContentType);
        await Meanwhile(webhook);
        received.Enqueue(webhook);
        http.Response.StatusCode = Status(received.Count);
    }
}
