using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LoyaltyFunctions.Reconciling;

/// <summary>Registers reconcile.</summary>
public static class ReconcileServices
{
    public static IServiceCollection AddReconcile(this IServiceCollection services)
    {
        services.TryAddSingleton<Suspects>();
        services.TryAddSingleton<MissedTransactions>();
        services.TryAddSingleton<UnlinkedAccounts>();
        services.TryAddSingleton<DriftRepair>();
        services.TryAddSingleton<AccountLook>();
        services.TryAddSingleton<TransactionSweep>();
        services.TryAddSingleton<WixSweep>();
        services.TryAddSingleton<ExternalSweep>();
        services.TryAddSingleton<LookRounds>();
        services.TryAddSingleton<ReconcileStarts>();
        services.TryAddSingleton<ReconcileRunner>();
        services.TryAddSingleton<DueReconciles>();
        return services;
    }
}
