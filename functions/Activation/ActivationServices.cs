using LoyaltyFunctions.Lifecycle;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LoyaltyFunctions.Activation;

/// <summary>Registers the activation of sites, and what follows contacts and installations afterwards.</summary>
public static class ActivationServices
{
    public static IServiceCollection AddActivation(this IServiceCollection services)
    {
        services.TryAddSingleton<ActivationMetrics>();
        services.TryAddSingleton<SharedKeys>();
        services.TryAddSingleton<ContactActivation>();
        services.TryAddSingleton<ContactRehearsal>();
        services.TryAddSingleton<ContactReading>();
        services.TryAddSingleton<AccountCreation>();
        services.TryAddSingleton<ActivationJobs>();
        services.TryAddSingleton<SiteActivations>();
        services.TryAddSingleton<ProgramCheck>();
        services.TryAddSingleton<LinkOverrides>();
        services.TryAddSingleton<Installations>();
        services.TryAddSingleton<NewContacts>();
        services.TryAddSingleton<NewAccounts>();
        services.TryAddSingleton<LinkClosing>();
        services.TryAddSingleton<MergedContacts>();
        services.TryAddSingleton<DeletedContacts>();
        return services;
    }
}
