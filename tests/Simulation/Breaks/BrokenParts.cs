using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Simulation.Breaks;

/// <summary>Puts a part that leaves a step out in the place of the one that ships.</summary>
internal static class BrokenParts
{
    public static void Add(IServiceCollection services, Break broken)
    {
        if (broken is not (Break.LookBeforeResend or Break.CommittedRevision))
            return;
        services.AddKeyedSingleton<IMirrorTarget>(
            Side.Wix, (provider, _) => new BrokenTarget(ActivatorUtilities.CreateInstance<WixTarget>(provider), broken));
        services.AddKeyedSingleton<IMirrorTarget>(
            Side.External, (provider, _) => new BrokenTarget(ActivatorUtilities.CreateInstance<ExternalTarget>(provider), broken));
    }
}
