using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>Registers who keeps messages that failed too often.</summary>
public static class PoisonServices
{
    public static IServiceCollection AddPoison(this IServiceCollection services)
    {
        services.TryAddSingleton<PoisonStore>();
        services.TryAddSingleton<PoisonQueues>();
        services.TryAddSingleton<FailedMessages>();
        services.TryAddSingleton<Redrives>();
        return services;
    }
}
