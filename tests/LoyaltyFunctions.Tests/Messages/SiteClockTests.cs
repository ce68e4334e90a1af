using LoyaltyFunctions.Messages.Schedule;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Tests.Messages;

public sealed class SiteClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Zones =>
    [
        "Pacific/Kiritimati", "Pacific/Apia", "Pacific/Chatham", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Tokyo", "Asia/Kathmandu", "Asia/Kolkata",
        "Asia/Tehran", "Asia/Jerusalem", "Africa/Cairo", "Africa/Casablanca", "Europe/Berlin", "Europe/London", "Etc/UTC", "Atlantic/Azores", "America/St_Johns",
        "America/Sao_Paulo", "America/Santiago", "America/Havana", "America/New_York", "America/Los_Angeles", "America/Adak", "Pacific/Pago_Pago",
    ];

    /// <summary>Two years of hourly ticks, some of them missed for three days over the turn of a month.</summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public void A_site_starts_exactly_once_a_month(string zone)
    {
        var site = Site(zone);
        var clock = new SiteClock(site);
        Dictionary<MessageMonth, DateTimeOffset> started = [];
        for (var now = Start; now < Start.AddYears(2); now = now.AddHours(1))
        {
            if (IsDown(now))
                continue;
            var (month, due) = clock.Latest(now);
            if (due >= Start && now - due < TimeSpan.FromDays(7))
                started.TryAdd(month, now);
        }

        Assert.Equal(Enumerable.Range(0, 24).Select(i => MessageMonth.Of(new DateTime(2026, 2, 1).AddMonths(i))), started.Keys);
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        foreach (var (month, at) in started.Where(start => !IsDown(clock.DueAt(start.Key))))
        {
            var local = TimeZoneInfo.ConvertTime(at, info);
            Assert.Equal((month.Year, month.Month, 1, 9), (local.Year, local.Month, local.Day, local.Hour));
        }
    }

    [Theory]
    // Berlin's clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October.
    [InlineData("Europe/Berlin", 2027, 3, 28, 2, "2027-03-28T01:00:00Z")]
    [InlineData("Europe/Berlin", 2026, 10, 25, 2, "2026-10-25T00:00:00Z")]
    // Havana's gap and overlap are at midnight.
    [InlineData("America/Havana", 2026, 3, 8, 0, "2026-03-08T05:00:00Z")]
    [InlineData("America/Havana", 2026, 11, 1, 0, "2026-11-01T04:00:00Z")]
    // Lord Howe moves by half an hour.
    [InlineData("Australia/Lord_Howe", 2026, 10, 4, 2, "2026-10-03T15:30:00Z")]
    [InlineData("Australia/Lord_Howe", 2026, 4, 5, 1, "2026-04-04T14:00:00Z")]
    [InlineData("Pacific/Kiritimati", 2026, 1, 1, 9, "2025-12-31T19:00:00Z")]
    [InlineData("Pacific/Pago_Pago", 2026, 1, 1, 9, "2026-01-01T20:00:00Z")]
    public void A_gap_moves_the_moment_forward_and_of_an_hour_that_comes_twice_the_first_counts(
        string zone, int year, int month, int day, int hour, string expected)
    {
        var site = Site(zone);
        (site.Messages.DayOfMonth, site.Messages.Hour) = (day, hour);
        var due = new SiteClock(site).DueAt(new MessageMonth(year, month));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), due);
    }

    [Fact]
    public void The_month_is_the_one_of_the_sites_calendar()
    {
        var now = new DateTimeOffset(2026, 1, 1, 5, 0, 0, TimeSpan.Zero);
        Assert.Equal("2025-12", new SiteClock(Site("Pacific/Pago_Pago")).MonthOf(now).ToString());
        Assert.Equal("2026-01", new SiteClock(Site("Pacific/Kiritimati")).MonthOf(now).ToString());
    }

    private static bool IsDown(DateTimeOffset now) => now.Month % 3 == 1 && (now.Day <= 2 || now.AddDays(1).Day == 1);

    private static SiteOptions Site(string zone) => new() { TimeZone = zone };
}
