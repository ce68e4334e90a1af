using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Sync;

/// <summary>Decides who handles a Wix event.</summary>
public sealed class WixEventHandler(WixPointsHandler points, ISiteSettings sites)
{
    /// <param name="redelivered">The queue delivers this message for a second time.</param>
    public Task<Handled> HandleAsync(WixEvent e, bool redelivered, CancellationToken ct) => e.Kind switch
    {
        _ when sites.Find(e.SiteId) is not { Enabled: true } => Task.FromResult(new Handled(EventOutcome.Nothing)),
        // An account that begins with points had a transaction before its first Points Updated.
        WixEventKind.PointsUpdated or WixEventKind.AccountCreated => points.HandleAsync(e, redelivered, ct),
        _ => Task.FromResult(new Handled(EventOutcome.Nothing)),
    };
}
