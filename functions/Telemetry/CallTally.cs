namespace LoyaltyFunctions.Telemetry;

/// <summary>Counts the outgoing calls of the work that flows through the current asynchronous context.</summary>
public sealed class CallTally
{
    private readonly AsyncLocal<CallCounts?> current = new();

    /// <summary>Begins to count; everything awaited from here on counts into the result.</summary>
    public CallCounts Begin() => current.Value = new CallCounts();

    /// <summary>How many calls to <paramref name="target"/> the present work has made; 0 where nobody counts.</summary>
    public int SoFar(CallTarget target) => current.Value?[target] ?? 0;

    public void Count(CallTarget target) => current.Value?.Add(target);
}
