namespace LoyaltyFunctions.Wix;

/// <summary>
/// How many calls were allotted in each of the last slots, by all instances. Calls are used in the slot in which they were allotted, so any
/// stretch of time as long as the window touches at most one slot more than the window has: what those hold together stays within the
/// limit, wherever Wix's own window begins.
/// </summary>
/// <param name="Newest">The slot that the first counts are of.</param>
/// <param name="Live">Newest slot first.</param>
/// <param name="Background">Newest slot first.</param>
/// <param name="ClosedUntil">Wix said 429: nothing before this.</param>
internal sealed record RateLedger(long Newest, IReadOnlyList<int> Live, IReadOnlyList<int> Background, DateTimeOffset ClosedUntil)
{
    /// <summary>How many slots a stretch as long as the window can touch.</summary>
    public const int Slots = RateLimits.SlotsAWindow + 1;

    public static readonly RateLedger Empty = new(0, new int[Slots], new int[Slots], DateTimeOffset.MinValue);

    /// <summary>
    /// Takes up to <paramref name="wanted"/> calls; when there is none, says how long until there may be: one for live work, as many as are
    /// worth a start for background work.
    /// </summary>
    public (RateLedger Next, int Granted, TimeSpan Wait) Take(DateTimeOffset now, WixWork work, int wanted, RateLimits limits)
    {
        if (now < ClosedUntil)
            return (this, 0, ClosedUntil - now);

        var ledger = At(limits.SlotAt(now));
        var all = ledger.Live.Zip(ledger.Background, (live, background) => live + background).ToArray();
        var granted = Math.Min(wanted, limits.Calls - all.Sum());
        if (work == WixWork.Background)
            granted = Math.Min(granted, limits.BackgroundCalls - ledger.Background.Sum());
        if (granted <= 0)
        {
            var least = work == WixWork.Background ? limits.WorthAStart : 1;
            var wait = ledger.FreeAt(all, limits.Calls - least, limits);
            if (work == WixWork.Background && ledger.FreeAt(ledger.Background, limits.BackgroundCalls - least, limits) is var later && later > wait)
                wait = later;
            return (this, 0, wait > now ? wait - now : limits.Slot);
        }

        return work == WixWork.Live
            ? (ledger with { Live = AddToNewest(ledger.Live, granted) }, granted, TimeSpan.Zero)
            : (ledger with { Background = AddToNewest(ledger.Background, granted) }, granted, TimeSpan.Zero);
    }

    /// <summary>Calls that were allotted in <paramref name="slot"/> and not made, and no longer will be.</summary>
    public RateLedger GiveBack(long slot, WixWork work, int calls)
    {
        if (calls <= 0 || Newest - slot is not (>= 0 and < Slots and var age))
            return this;
        return work == WixWork.Live ? this with { Live = Without(Live, (int)age, calls) } : this with { Background = Without(Background, (int)age, calls) };
    }

    public RateLedger Close(DateTimeOffset until) => this with { ClosedUntil = until > ClosedUntil ? until : ClosedUntil };

    // Another instance's clock may be ahead; then its newest slot counts as the present one.
    private RateLedger At(long slot)
    {
        var shift = (int)Math.Clamp(slot - Newest, 0, Slots);
        return shift == 0 ? this : this with { Newest = slot, Live = Shift(Live, shift), Background = Shift(Background, shift) };
    }

    // When so many of the oldest slots no longer count that no more than these are left.
    private DateTimeOffset FreeAt(IReadOnlyList<int> counts, int most, RateLimits limits)
    {
        var left = counts.Sum();
        var oldest = Slots - 1;
        var free = DateTimeOffset.MinValue;
        for (; left > most && oldest >= 0; oldest--)
        {
            left -= counts[oldest];
            free = limits.StartOf(Newest - oldest + Slots);
        }

        return free;
    }

    private static int[] Shift(IReadOnlyList<int> counts, int by) => [.. new int[by], .. counts.Take(Slots - by)];

    private static int[] Without(IReadOnlyList<int> counts, int age, int calls) =>
        [.. counts.Select((count, i) => i == age ? Math.Max(0, count - calls) : count)];

    private static int[] AddToNewest(IReadOnlyList<int> counts, int calls) => [counts[0] + calls, .. counts.Skip(1)];
}
