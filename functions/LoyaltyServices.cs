using LoyaltyFunctions.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LoyaltyFunctions;

/// <summary>The app's services, the same under both hosts.</summary>
public static class LoyaltyServices
{
    public static IServiceCollection AddLoyalty(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage(configuration);
        return services;
    }
}
