using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LoyaltyFunctions.Linking;

/// <summary>Registers who finds and links the accounts of one person.</summary>
public static class LinkingServices
{
    public static IServiceCollection AddLinking(this IServiceCollection services)
    {
        services.TryAddSingleton<WixPeople>();
        services.TryAddSingleton<WixAccounts>();
        services.TryAddSingleton<Matcher>();
        services.TryAddSingleton<OpeningBalances>();
        services.TryAddSingleton<LinkWriter>();
        services.TryAddSingleton<AccountLinker>();
        services.TryAddSingleton<OpeningWriter>();
        return services;
    }
}
