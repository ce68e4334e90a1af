using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Messages.Schedule;

/// <summary>
/// When a site's month and its nights come, on its own clock. An hour that the clocks leave out is made up for by the first moment after the gap; of an
/// hour that comes twice the first counts.
/// </summary>
public sealed class SiteClock(SiteOptions site)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);

    /// <summary>The newest month whose moment has come, and that moment.</summary>
    public (MessageMonth Month, DateTimeOffset Due) Latest(DateTimeOffset now)
    {
        // A day ahead, since the moment of a month that begins now may lie in what the calendar there calls the day before.
        for (var month = MessageMonth.Of(Local(now).AddDays(1)); ; month = month.Previous)
        {
            if (DueAt(month) is var due && due <= now)
                return (month, due);
        }
    }

    /// <summary>The month that it is there.</summary>
    public MessageMonth MonthOf(DateTimeOffset now) => MessageMonth.Of(Local(now));

    /// <summary>The day that it is there.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment));

    public DateTimeOffset DueAt(MessageMonth month) =>
        At(new DateTime(month.Year, month.Month, site.Messages.DayOfMonth, site.Messages.Hour, 0, 0, DateTimeKind.Unspecified));

    /// <summary>The newest moment at which it became that hour of the day there.</summary>
    public DateTimeOffset LatestDaily(DateTimeOffset now, int hour)
    {
        for (var day = DayOf(now).AddDays(1); ; day = day.AddDays(-1))
        {
            if (At(day.ToDateTime(new TimeOnly(hour, 0))) is var due && due <= now)
                return due;
        }
    }

    private DateTimeOffset At(DateTime local)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;
}
