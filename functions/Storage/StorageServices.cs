using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;
using LoyaltyFunctions.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Storage;

/// <summary>The clients of the queues and tables, from the setting <c>Storage</c>.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .Configure(options => options.ConnectionString = configuration[StorageOptions.Section])
            .ValidateOnStart();
        services.TryAddSingleton(provider => QueueService(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, Policies(provider, CallTarget.Queue)));
        services.TryAddSingleton(provider => TableService(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, Policies(provider, CallTarget.Table)));
        services.TryAddSingleton<CallTally>();
        services.TryAddSingleton<MessageQueues>();
        return services;
    }

    private static QueueServiceClient QueueService(StorageOptions options, IEnumerable<HttpPipelinePolicy> policies)
    {
        // As host.json says to the queue triggers.
        var client = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        foreach (var policy in policies)
            client.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options.ConnectionString is { Length: > 0 } connection
            ? new QueueServiceClient(connection, client)
            : new QueueServiceClient(options.QueueServiceUri!, Credential(options), client);
    }

    private static TableServiceClient TableService(StorageOptions options, IEnumerable<HttpPipelinePolicy> policies)
    {
        var client = new TableClientOptions();
        foreach (var policy in policies)
            client.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options.ConnectionString is { Length: > 0 } connection
            ? new TableServiceClient(connection, client)
            : new TableServiceClient(options.TableServiceUri!, Credential(options), client);
    }

    /// <summary>The app's own, then whatever is registered: each sees every try of a repeated call.</summary>
    private static IEnumerable<HttpPipelinePolicy> Policies(IServiceProvider provider, CallTarget target) =>
        [new CountingPolicy(provider.GetRequiredService<CallTally>(), target), .. provider.GetServices<HttpPipelinePolicy>()];

    private static TokenCredential Credential(StorageOptions options) =>
        options.Credential is null
            ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId })
            : new ManagedIdentityCredential(
                options.ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId));
}
