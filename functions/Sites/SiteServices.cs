using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sites;

/// <summary>The sites that this deployment serves.</summary>
public static class SiteServices
{
    public static IServiceCollection AddSites(this IServiceCollection services)
    {
        services.AddOptions<SitesOptions>().BindConfiguration(SiteOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SitesOptions>, SitesOptionsValidator>());
        services.TryAddSingleton<ISiteSettings, SiteDirectory>();
        services.TryAddSingleton<SiteStates>();
        services.TryAddSingleton<SiteInstallations>();
        return services;
    }
}
