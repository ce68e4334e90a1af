namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Dates that never run backwards and have whole milliseconds, as Wix's entities have them.</summary>
internal sealed class Clock(TimeProvider time)
{
    private long last;

    public DateTimeOffset Now()
    {
        var now = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMillisecond;
        long seen;
        while ((seen = Interlocked.Read(ref last)) < now && Interlocked.CompareExchange(ref last, now, seen) != seen)
        {
        }

        return new DateTimeOffset(Math.Max(now, seen) * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }
}
