namespace LoyaltyFunctions.Simulation.Loop;

/// <summary>The true time of a seed, for storage and whoever needs no timer.</summary>
internal sealed class LoopClock(SimLoop loop) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => loop.Now;
}
