using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Storage.Queues;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Wix;

/// <summary>The receiver with a real queue, answering through ASP.NET Core as in production.</summary>
internal sealed class WixReceiver : ISiteSettings, IDisposable
{
    private readonly ServiceProvider services;
    private readonly QueueServiceClient queues;
    private readonly WixWebhookVerifier verifier;
    private readonly ReceiveWixWebhook function;

    public WixReceiver(string storage, string publicKey)
    {
        services = new ServiceCollection().AddLogging().AddMetrics().AddMvcCore().Services.BuildServiceProvider();
        var clientOptions = new QueueClientOptions();
        clientOptions.AddPolicy(Calls, HttpPipelinePosition.PerCall);
        queues = new QueueServiceClient(storage, new QueueClientOptions());
        var options = Options.Create(new WixOptions { PublicKey = publicKey, AppId = WixWebhookBuilder.AppId });
        verifier = new WixWebhookVerifier(options, TimeProvider.System);
        function = new ReceiveWixWebhook(
            verifier,
            new WixWebhookReader(options),
            this,
            new MessageQueues(new QueueServiceClient(storage, clientOptions)),
            new ReceiverMetrics(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()),
            TimeProvider.System,
            Log);
    }

    public Dictionary<string, SiteOptions> Sites { get; } = new() { [WixWebhookBuilder.SiteId] = new SiteOptions() };

    public StorageCalls Calls { get; } = new();

    public LogEvents<ReceiveWixWebhook> Log { get; } = new();

    public async Task EmptyQueueAsync()
    {
        var queue = queues.GetQueueClient(QueueNames.WixEvents);
        await queue.CreateIfNotExistsAsync();
        await queue.ClearMessagesAsync();
    }

    public async Task<(int Status, string? ContentType, string Body)> PostAsync(byte[] body, string? contentType = "text/plain")
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = "POST";
        context.Request.ContentType = contentType;
        context.Request.Body = new MemoryStream(body);
        var answer = new MemoryStream();
        context.Response.Body = answer;
        var result = await function.RunAsync(context.Request, CancellationToken.None);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        return (context.Response.StatusCode, context.Response.ContentType, Encoding.UTF8.GetString(answer.ToArray()));
    }

    public async Task<IReadOnlyList<WixEvent>> QueuedAsync()
    {
        var messages = await queues.GetQueueClient(QueueNames.WixEvents).ReceiveMessagesAsync(32);
        return [.. messages.Value.Select(MessageQueues.Read<WixEvent>)];
    }

    public SiteOptions? Find(string siteId) => Sites.GetValueOrDefault(siteId);

    public void Dispose()
    {
        verifier.Dispose();
        services.Dispose();
    }
}
