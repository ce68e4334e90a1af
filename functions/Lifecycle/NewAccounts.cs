using LoyaltyFunctions.Activation;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Lifecycle;

/// <summary>
/// A loyalty account was made. One that begins with points had a transaction before its first Points Updated, so it is handled like one; an
/// empty one that this app made is linked by whoever made it.
/// </summary>
public sealed class NewAccounts(WixPointsHandler points, SiteActivations activations, IOptions<SyncOptions> options)
{
    public async Task<Handled> HandleAsync(WixEvent e, bool redelivered, CancellationToken ct)
    {
        var empty = e.Balance is null or 0 && e.Revision <= 1;
        if (empty && e.ByOurApp)
            return new(EventOutcome.Nothing);
        // The activation comes by, and does for a hundredth of a call what would cost several here.
        if (empty && await activations.FindAsync(e.SiteId, ct) is { IsLive: true })
            return new(EventOutcome.Waiting, options.Value.TransactionLag);
        return await points.HandleAsync(e, redelivered, ct);
    }
}
