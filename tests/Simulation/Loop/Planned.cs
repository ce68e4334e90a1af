namespace LoyaltyFunctions.Simulation.Loop;

/// <summary>Something that the loop will do, unless it is cancelled before.</summary>
internal sealed class Planned(Action action)
{
    public Action Action => action;

    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;
}
