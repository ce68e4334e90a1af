using System.Globalization;
using LoyaltyFunctions.Activation;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>Whether a site's balances are such that members may be told them.</summary>
public sealed class CampaignReadiness(SiteActivations activations, ParkedStore parked, IWixAudience audience)
{
    /// <returns>What the campaign has to wait for; null when nothing stands against it.</returns>
    public async Task<string?> WhyNotAsync(string siteId, MessageOptions options, CancellationToken ct)
    {
        if (await activations.FindAsync(siteId, ct) is { IsLive: true })
            return "The site's accounts are being created or linked.";
        HashSet<string> accounts = new(StringComparer.Ordinal);
        await foreach (var item in parked.ListAsync(siteId, ct))
        {
            if (item.WixAccountId is { } accountId)
                accounts.Add(accountId);
        }

        if (accounts.Count == 0)
            return null;
        var all = await audience.CountAccountsAsync(siteId, WixWork.Background, ct);
        var share = accounts.Count / (double)Math.Max(all, accounts.Count);
        return share <= options.MaxUnhealthyShare
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{accounts.Count} of {all} accounts wait for a person, {share:P1}; members are written to below {options.MaxUnhealthyShare:P1}. See GET /api/parked.");
    }
}
