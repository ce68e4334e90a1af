using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Wix;

/// <summary>
/// Keeps each site within the calls that Wix allows it (<see href="https://dev.wix.com/docs/rest/articles/getting-started/rate-limits"/>),
/// all instances of the app together.
/// </summary>
/// <remarks>
/// Guarantees, as far as the instances' clocks agree: no stretch of time as long as the window holds more calls than the limit, and
/// none more background calls than their share. Does not guarantee: that all of the limit can be used (at a steady full load, twelve
/// thirteenths), nor that calls of another program with the same app count. After a 429 this instance stops at once, others with their
/// next allotment. An instance that ends takes its allotment with it, until the window has passed.
/// </remarks>
public sealed class RateGovernor(TableServiceClient tables, IOptions<WixOptions> options, TimeProvider time)
{
    // Live work may wait this long rather than come back later.
    private static readonly TimeSpan LongestLiveWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, SiteRate> sites = new();
    private readonly RateLimits limits = RateLimits.From(options.Value);

    private bool IsUnlimited => options.Value.CallsPerWindow <= 0;

    /// <summary>Takes one of the site's calls.</summary>
    /// <param name="begun">
    /// Live work that has made calls already waits for the next slot: sent back, it would have to make them again, and on a busy site might
    /// never get all that it needs. While some waits here, no other live work begins: the more had begun, the fewer would come to an end.
    /// </param>
    /// <exception cref="WixException"><see cref="WixFailure.Throttled"/>: there is none for its <see cref="WixException.Wait"/>.</exception>
    public async ValueTask TakeAsync(string siteId, WixWork work, bool begun, CancellationToken ct)
    {
        if (IsUnlimited)
            return;

        var site = Site(siteId);
        if (work == WixWork.Live && !begun && site.BegunWaits)
            throw Spent(limits.Slot);
        var patience = PatienceOf(work, begun);
        while (await site.TakeAsync(work, ct) is var wait && wait > TimeSpan.Zero)
        {
            if (wait > patience)
                throw Spent(wait);
            patience -= wait;
            await site.WaitAsync(wait, begun, ct);
        }
    }

    /// <summary>Wix answered 429: the site's calls rest for <paramref name="wait"/>, in all instances.</summary>
    public async Task CloseAsync(string siteId, TimeSpan wait, CancellationToken ct)
    {
        if (!IsUnlimited)
            await Site(siteId).CloseAsync(wait, ct);
    }

    private TimeSpan PatienceOf(WixWork work, bool begun)
    {
        if (work != WixWork.Live)
            return TimeSpan.Zero;
        // Until calls come free, and within the call's own deadline.
        var (slot, deadline) = (limits.Slot * 1.5, options.Value.Timeout * 0.75);
        var next = slot < deadline ? slot : deadline;
        return begun && next > LongestLiveWait ? next : LongestLiveWait;
    }

    private static WixException Spent(TimeSpan wait) => new(WixFailure.Throttled, "The site's calls to Wix are spent for now.", wait: wait);

    private SiteRate Site(string siteId) => sites.GetOrAdd(siteId, id => new SiteRate(tables, id, limits, time));
}
