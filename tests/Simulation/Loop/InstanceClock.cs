namespace LoyaltyFunctions.Simulation.Loop;

/// <summary>The clock of one instance: virtual, and as wrong as <paramref name="skew"/>.</summary>
internal sealed class InstanceClock(SimLoop loop, Life life, TimeSpan skew) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => loop.Now + skew;

    public override long GetTimestamp() => loop.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
            throw new NotSupportedException("Nothing that the simulation runs repeats itself by a timer.");
        var timer = new SimTimer(loop, life, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
