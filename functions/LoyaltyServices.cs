using LoyaltyFunctions.Activation;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Telemetry;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LoyaltyFunctions;

/// <summary>The app's services, the same under both hosts.</summary>
public static class LoyaltyServices
{
    public static IServiceCollection AddLoyalty(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTelemetry(configuration);
        services.AddStorage(configuration);
        services.AddSites();
        services.AddWix();
        services.AddExternal();
        services.AddSync();
        services.AddJobs();
        services.AddActivation();
        services.AddMessages();
        services.AddReconcile();
        // Innermost, so that each try of a repeated call counts.
        services.AddHttpClient(WixClient.HttpClientName).AddHttpMessageHandler(provider => Counting(provider, CallTarget.Wix));
        services.AddHttpClient(RestExternalLoyalty.HttpClientName).AddHttpMessageHandler(provider => Counting(provider, CallTarget.External));
        return services;
    }

    private static CountingHandler Counting(IServiceProvider provider, CallTarget target) =>
        new(provider.GetRequiredService<CallTally>(), provider.GetRequiredService<CallMetrics>(), target);
}
