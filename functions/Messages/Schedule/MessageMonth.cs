using System.Globalization;

namespace LoyaltyFunctions.Messages.Schedule;

/// <summary>A month of a site's own calendar.</summary>
public readonly record struct MessageMonth(int Year, int Month)
{
    public MessageMonth Previous => Month == 1 ? new(Year - 1, 12) : this with { Month = Month - 1 };

    public static MessageMonth Of(DateTime local) => new(local.Year, local.Month);

    /// <summary>e.g. <c>2026-03</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:d4}-{Month:d2}");
}
