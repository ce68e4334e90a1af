using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Simulation.Breaks;

/// <summary>Puts a part that leaves a step out in the place of the one that ships.</summary>
internal static class BrokenParts
{
    public static void Add(IServiceCollection services, Break broken)
    {
    }
}
