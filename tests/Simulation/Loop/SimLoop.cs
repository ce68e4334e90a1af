namespace LoyaltyFunctions.Simulation.Loop;

/// <summary>
/// Virtual time. All that happens in a seed happens here, one thing after the other on one thread; when nothing is left to do now, time
/// leaps to the next thing. Between things no synchronisation context is set, so that what a completed call goes on with runs in line.
/// </summary>
internal sealed class SimLoop(DateTimeOffset start)
{
    private readonly PriorityQueue<Planned, (DateTimeOffset At, long Number)> later = new();
    private readonly Queue<Action> soon = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long planned;

    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>How many things have happened.</summary>
    public long Steps { get; private set; }

    /// <summary>Where something got away from the loop, onto another thread: the seed cannot be repeated then. Null when nothing did.</summary>
    public string? Escaped { get; private set; }

    /// <summary>After all that is to be done now.</summary>
    public void Soon(Action action)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            Escaped ??= Environment.StackTrace;
            return;
        }

        soon.Enqueue(action);
    }

    public Planned After(TimeSpan delay, Action action) => At(Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), action);

    public Planned At(DateTimeOffset at, Action action)
    {
        if (Environment.CurrentManagedThreadId != thread)
            Escaped ??= Environment.StackTrace;
        var plan = new Planned(action);
        later.Enqueue(plan, (at < Now ? Now : at, planned++));
        return plan;
    }

    /// <summary>Runs until nothing is left to do.</summary>
    /// <returns>False when that never comes: after so many steps, or so late.</returns>
    public bool Run(long mostSteps, DateTimeOffset latest)
    {
        // Whoever runs the seed may have a context of their own.
        var theirs = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return RunAll(mostSteps, latest);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(theirs);
        }
    }

    private bool RunAll(long mostSteps, DateTimeOffset latest)
    {
        while (Escaped is null && Next() is { } action)
        {
            if (Now > latest || ++Steps > mostSteps)
                return false;
            action();
        }

        return Escaped is null;
    }

    private Action? Next()
    {
        if (soon.TryDequeue(out var action))
            return action;
        while (later.TryDequeue(out var plan, out var when))
        {
            if (plan.IsCancelled)
                continue;
            Now = when.At;
            return plan.Action;
        }

        return null;
    }
}
