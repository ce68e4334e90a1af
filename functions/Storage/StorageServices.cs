using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;
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
        services.TryAddSingleton(provider => QueueService(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.TryAddSingleton(provider => TableService(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.TryAddSingleton<MessageQueues>();
        return services;
    }

    private static QueueServiceClient QueueService(StorageOptions options)
    {
        // As host.json says to the queue triggers.
        var plain = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        return options.ConnectionString is { Length: > 0 } connection
            ? new QueueServiceClient(connection, plain)
            : new QueueServiceClient(options.QueueServiceUri!, Credential(options), plain);
    }

    private static TableServiceClient TableService(StorageOptions options) =>
        options.ConnectionString is { Length: > 0 } connection
            ? new TableServiceClient(connection)
            : new TableServiceClient(options.TableServiceUri!, Credential(options));

    private static TokenCredential Credential(StorageOptions options) =>
        options.Credential is null
            ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId })
            : new ManagedIdentityCredential(
                options.ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId));
}
