using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LoyaltyFunctions.Jobs;

/// <summary>Registers what keeps the jobs.</summary>
public static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton<JobStore>();
        services.TryAddSingleton<SiteJobs>();
        return services;
    }
}
