namespace LoyaltyFunctions.Wix;

/// <summary>What a site may have, as <see cref="WixOptions"/> says it.</summary>
/// <param name="Slot">The window is counted in slots of this length.</param>
internal sealed record RateLimits(int Calls, int BackgroundCalls, TimeSpan Slot)
{
    /// <summary>More of them waste less of the limit (one slot in this many and one) and cost more storage calls.</summary>
    public const int SlotsAWindow = 12;

    /// <summary>The largest allotment: a tenth of the limit, so that several instances get their turns.</summary>
    public int LargestAllotment => Math.Max(1, Calls / 10);

    /// <summary>
    /// How many calls background work waits for once it has none: what it resumes has to be read again, which a few calls would not be worth.
    /// </summary>
    public int WorthAStart => Math.Max(1, BackgroundCalls / 2);

    public static RateLimits From(WixOptions options) => new(
        options.CallsPerWindow,
        (int)(options.CallsPerWindow * options.BackgroundShare),
        new TimeSpan(Math.Max(1, options.RateWindow.Ticks / SlotsAWindow)));

    public long SlotAt(DateTimeOffset time) => time.UtcTicks / Slot.Ticks;

    public DateTimeOffset StartOf(long slot) => new(slot * Slot.Ticks, TimeSpan.Zero);
}
