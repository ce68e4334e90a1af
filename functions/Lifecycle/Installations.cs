using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Lifecycle;

/// <summary>
/// The app came to a site, or went. These events come late, twice and in any order like all others and carry no date, so Wix is asked which
/// of the two is true now.
/// <para>While the app is away nothing is done for the site. When it comes back, every linked account is looked at on both sides, at a pace
/// that leaves room for live events: what happened meanwhile is brought along.</para>
/// </summary>
public sealed partial class Installations(
    SiteInstallations installations,
    LedgerStore ledger,
    SelfNudge nudge,
    IWixInstallation installation,
    ISiteSettings sites,
    TimeProvider time,
    IOptions<WixOptions> options,
    ILogger<Installations> logger)
{
    public async Task<Handled> InstalledAsync(WixEvent e, CancellationToken ct)
    {
        if (!await installation.IsInstalledAsync(e.SiteId, WixWork.Background, ct))
            return new(EventOutcome.Nothing);
        var before = await installations.FindAsync(e.SiteId, ct);
        if (before is { RemovedAt: null })
            return new(EventOutcome.Duplicate);
        var configured = sites.Find(e.SiteId) is { Enabled: true };
        // Before it counts as back: a crash in between repeats the looks, which is harmless.
        if (before is not null && configured)
            await LookAtAllAsync(e.SiteId, ct);
        await installations.PutAsync(new SiteInstallation(e.SiteId, time.GetUtcNow(), null), ct);
        Log.Installed(logger, e.SiteId, configured);
        return new(EventOutcome.Linked);
    }

    public async Task<Handled> RemovedAsync(WixEvent e, CancellationToken ct)
    {
        if (await installation.IsInstalledAsync(e.SiteId, WixWork.Background, ct))
            return new(EventOutcome.Nothing);
        var before = await installations.FindAsync(e.SiteId, ct);
        if (before is { RemovedAt: not null })
            return new(EventOutcome.Duplicate);
        var now = time.GetUtcNow();
        await installations.PutAsync(new SiteInstallation(e.SiteId, before?.InstalledAt ?? now, now), ct);
        Log.Removed(logger, e.SiteId);
        return new(EventOutcome.Linked);
    }

    private async Task LookAtAllAsync(string siteId, CancellationToken ct)
    {
        // A look costs two calls at most; half of the calls stay for what happens now.
        var between = options.Value.CallsPerWindow > 0 ? options.Value.RateWindow * 4 / options.Value.CallsPerWindow : TimeSpan.Zero;
        // Other instances notice within seconds that the app is back; until then they would drop a look.
        var delay = SiteInstallations.NoticedWithin + TimeSpan.FromSeconds(1);
        await foreach (var link in ledger.ListLinksAsync(siteId, ct))
        {
            if (link.State != LinkState.Active)
                continue;
            await nudge.LookAtWixAsync(siteId, link.WixAccountId, ct, delay);
            await nudge.LookAtExternalAsync(siteId, link.ExternalAccountId, ct, delay);
            delay += between;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 6201, Level = LogLevel.Information, Message = "The app is on site {SiteId}; configured and enabled: {Configured}")]
        public static partial void Installed(ILogger logger, string siteId, bool configured);

        [LoggerMessage(EventId = 6202, Level = LogLevel.Warning, Message = "The app was removed from site {SiteId}: nothing is done for it any more")]
        public static partial void Removed(ILogger logger, string siteId);
    }
}
