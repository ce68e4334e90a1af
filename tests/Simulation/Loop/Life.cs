namespace LoyaltyFunctions.Simulation.Loop;

/// <summary>
/// Where the code of one instance runs: on the loop, for as long as the instance lives. What a dead one waits for never comes, so it stops
/// at whatever await it had reached, as a killed process does.
/// </summary>
internal sealed class Life(SimLoop loop) : SynchronizationContext
{
    public bool IsOver { get; private set; }

    public void End() => IsOver = true;

    /// <summary>Runs a piece of the instance's code now.</summary>
    public void Run(SendOrPostCallback callback, object? state)
    {
        if (IsOver)
            return;
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => loop.Soon(() => Run(d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here may block.");

    public override SynchronizationContext CreateCopy() => this;
}
