namespace LoyaltyFunctions.Simulation.Loop;

/// <summary>A timer on virtual time; silent once its instance is dead.</summary>
internal sealed class SimTimer(SimLoop loop, Life life, TimerCallback callback, object? state) : ITimer
{
    private Planned? planned;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        planned?.Cancel();
        planned = dueTime == Timeout.InfiniteTimeSpan ? null : loop.After(dueTime, Fire);
        return true;
    }

    public void Dispose() => planned?.Cancel();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire()
    {
        if (!life.IsOver)
            callback(state);
    }
}
