using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Operations;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Points;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>The sync protocol and its ledger.</summary>
public static class SyncServices
{
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddOptions<SyncOptions>().BindConfiguration(SyncOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SyncOptions>, SyncOptionsValidator>());
        services.AddMemoryCache(cache => cache.SizeLimit = 200_000);
        services.TryAddSingleton<LedgerStore>();
        services.TryAddSingleton<LedgerPurge>();
        services.TryAddSingleton<ParkedStore>();
        services.TryAddSingleton<AccountLinks>();
        services.TryAddSingleton<SyncMetrics>();
        services.TryAddSingleton<Parking>();
        services.TryAddSingleton<SelfNudge>();
        services.TryAddSingleton<AccountTurns>();
        services.TryAddSingleton<UnseenTransactions>();
        services.AddLinking();
        services.TryAddKeyedSingleton<IMirrorTarget, WixTarget>(Side.Wix);
        services.TryAddKeyedSingleton<IMirrorTarget, ExternalTarget>(Side.External);
        services.TryAddSingleton<Mirroring>();
        services.TryAddSingleton<ChangeRecorder>();
        services.TryAddSingleton<WixPointsHandler>();
        services.TryAddSingleton<ExternalPointsHandler>();
        services.TryAddSingleton<WixEventHandler>();
        services.TryAddSingleton<EventRunner>();
        services.TryAddSingleton<ParkedItems>();
        services.AddPoison();
        services.TryAddSingleton<OperationsMetrics>();
        services.TryAddSingleton<MeterSnapshot>();
        services.AddHostedService(provider => provider.GetRequiredService<MeterSnapshot>());
        return services;
    }
}
