namespace LoyaltyFunctions.Telemetry;

/// <summary>Counts the outgoing calls of the work that flows through the current asynchronous context.</summary>
public sealed class CallTally
{
    private readonly AsyncLocal<CallCounts?> current = new();

    /// <summary>Begins to count; everything awaited from here on counts into the result.</summary>
    public CallCounts Begin() => current.Value = new CallCounts();

    public void Count(CallTarget target) => current.Value?.Add(target);
}
