using Azure.Data.Tables;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Wix;

/// <summary>This instance's allotments of one site.</summary>
internal sealed class SiteRate(TableServiceClient tables, string siteId, RateLimits limits, TimeProvider time)
{
    private readonly RateRow row = new(tables, siteId, limits.Slot);
    private readonly Turn turn = new();
    private readonly Allotment live = new();
    private readonly Allotment background = new();
    private int begunWaiting;

    /// <summary>Whether work waits here for its next call that has made some already.</summary>
    public bool BegunWaits => Volatile.Read(ref begunWaiting) > 0;

    public async Task WaitAsync(TimeSpan wait, bool begun, CancellationToken ct)
    {
        Interlocked.Add(ref begunWaiting, begun ? 1 : 0);
        try
        {
            await Task.Delay(wait, time, ct);
        }
        finally
        {
            Interlocked.Add(ref begunWaiting, begun ? -1 : 0);
        }
    }

    /// <summary>Takes one call. Zero when it did; else how long there is none.</summary>
    public async ValueTask<TimeSpan> TakeAsync(WixWork work, CancellationToken ct)
    {
        var allotment = work == WixWork.Live ? live : background;
        if (allotment.TryTake(time.GetUtcNow(), out var wait))
            return wait;

        using var mine = await turn.TakeAsync(ct);
        return allotment.TryTake(time.GetUtcNow(), out wait) ? wait : await RefillAndTakeAsync(allotment, work, ct);
    }

    public async Task CloseAsync(TimeSpan wait, CancellationToken ct)
    {
        var until = time.GetUtcNow() + wait;
        live.Close(until);
        background.Close(until);
        using var mine = await turn.TakeAsync(ct);
        await row.ChangeAsync(ledger => ledger.Close(until), ct);
    }

    private async Task<TimeSpan> RefillAndTakeAsync(Allotment allotment, WixWork work, CancellationToken ct)
    {
        var wanted = allotment.NextSize(limits.LargestAllotment);
        var now = time.GetUtcNow();
        var over = allotment.LeftOver(now);
        var granted = 0;
        var wait = TimeSpan.Zero;
        await row.ChangeAsync(
            ledger =>
            {
                now = time.GetUtcNow();
                (var next, granted, wait) = ledger.GiveBack(limits.SlotAt(over.Until) - 1, work, over.Calls).Take(now, work, wanted, limits);
                return next;
            },
            ct);
        allotment.GaveBack();
        if (granted > 0)
            allotment.FillAndTake(granted, limits.StartOf(limits.SlotAt(now) + 1));
        else
            allotment.Close(now + wait);
        return wait;
    }
}
