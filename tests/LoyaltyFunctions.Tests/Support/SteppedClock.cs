using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>A clock that a test moves, and that tells when somebody begins to wait on it.</summary>
public sealed class SteppedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the next wait begins.</summary>
    public Task NextWait()
    {
        if (waits.Task.IsCompleted)
            waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return waits.Task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.TrySetResult();
        return timer;
    }
}
