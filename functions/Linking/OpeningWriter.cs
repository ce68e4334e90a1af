using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Linking;

/// <summary>Has a link's opening written now, by the same machinery as every other mirror.</summary>
public sealed class OpeningWriter(Mirroring mirroring, SelfNudge nudge, TimeProvider time)
{
    private static readonly TimeSpan IfNobodyDoes = TimeSpan.FromSeconds(30);

    /// <returns>False when something is left; a look that will go on with it is on its queue.</returns>
    public async Task<bool> SettleAsync(Link link, CancellationToken ct)
    {
        foreach (var write in link.Pending.Where(write => Opening.Is(write.TransactionId)))
        {
            var result = write.IsDue(time.GetUtcNow()) ? await mirroring.ResumeAsync(link, write, ct) : new(link, MirrorEnd.Unsettled);
            link = result.Link;
            if (result.End != MirrorEnd.Unsettled)
                continue;
            if (write.Side == Points.Side.Wix)
                await nudge.LookAtWixAsync(link.SiteId, link.WixAccountId, ct, IfNobodyDoes);
            else
                await nudge.LookAtExternalAsync(link.SiteId, link.ExternalAccountId, ct, IfNobodyDoes);
            return false;
        }

        return true;
    }
}
