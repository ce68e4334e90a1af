using Microsoft.Extensions.Internal;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>An instance's clock, as the memory cache wants it.</summary>
internal sealed class CacheClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
