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
    /// <summary>Whether it tells of an empty account that this app made: the receiver need not even keep it.</summary>
    public static bool IsOwn(WixEvent e) => e is { Kind: WixEventKind.AccountCreated, ByOurApp: true } && IsEmpty(e);

    public async Task<Handled> HandleAsync(WixEvent e, bool redelivered, CancellationToken ct)
    {
        if (IsOwn(e))
            return new(EventOutcome.Nothing);
        // The activation comes by, and does for a hundredth of a call what would cost several here.
        if (IsEmpty(e) && await activations.FindAsync(e.SiteId, ct) is { IsLive: true })
            return new(EventOutcome.Waiting, options.Value.TransactionLag);
        return await points.HandleAsync(e, redelivered, ct);
    }

    private static bool IsEmpty(WixEvent e) => e.Balance is null or 0 && e.Revision <= 1;
}
