using NCrontab;

namespace LoyaltyFunctions.Hosting.Standalone.Timers;

/// <summary>A cron schedule, in UTC.</summary>
internal sealed class TimerSchedule(CrontabSchedule schedule)
{
    public DateTimeOffset After(DateTimeOffset instant) =>
        new(DateTime.SpecifyKind(schedule.GetNextOccurrence(instant.UtcDateTime), DateTimeKind.Utc));

    public override string ToString() => schedule.ToString();
}
