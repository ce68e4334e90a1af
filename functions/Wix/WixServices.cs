using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Wix;

/// <summary>Registers what talks with Wix.</summary>
public static class WixServices
{
    /// <summary>Needs <see cref="Azure.Data.Tables.TableServiceClient"/> and section <c>Wix</c> of the configuration.</summary>
    public static IServiceCollection AddWix(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<WixOptions>().BindConfiguration(WixOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WixOptions>, WixOptionsValidator>());
        services.AddSingleton<WixWebhookVerifier>();
        services.AddSingleton<WixWebhookReader>();
        return services;
    }
}
