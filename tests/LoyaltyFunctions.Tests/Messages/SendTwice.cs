using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Messages;

/// <summary>Puts every campaign message on its queue twice, so that it is delivered twice, mostly at the same time.</summary>
public sealed class SendTwice : HttpPipelinePolicy
{
    public static void Install(IServiceCollection services, SyncWorld world)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        options.AddPolicy(new SendTwice(), HttpPipelinePosition.PerCall);
        services.AddSingleton(new QueueServiceClient(world.Storage, options));
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Method == RequestMethod.Post && message.Request.Uri.Path.EndsWith($"{QueueNames.MonthlyMessages}/messages", StringComparison.Ordinal))
            await ProcessNextAsync(message, pipeline);
    }
}
