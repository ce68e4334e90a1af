using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sites;

/// <summary>The sites that this deployment serves.</summary>
public static class SiteServices
{
    public static IServiceCollection AddSites(this IServiceCollection services)
    {
        services.AddOptions<SitesOptions>().BindConfiguration(SiteOptions.Section).PostConfigure(WriteOut).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SitesOptions>, SitesOptionsValidator>());
        services.TryAddSingleton<ISiteSettings, SiteDirectory>();
        services.TryAddSingleton<SiteStates>();
        services.TryAddSingleton<SiteInstallations>();
        return services;
    }

    // Where names of settings cannot have hyphens, as in Azure's on Linux, a site is named by the 32 digits of its id.
    private static void WriteOut(SitesOptions sites)
    {
        foreach (var (key, site) in sites.ToList())
        {
            if (Guid.TryParseExact(key, "N", out var id) && sites.TryAdd(id.ToString("D"), site))
                sites.Remove(key);
        }
    }
}
