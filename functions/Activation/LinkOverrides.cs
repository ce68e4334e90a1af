using LoyaltyFunctions.External;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// Links what a person says belongs together. The override is kept, so a crash, or a lag of Wix, only delays it: the looks that follow link
/// by it, and bring whatever happened on either side since the site's sync began.
/// </summary>
public sealed class LinkOverrides(
    AccountLinks links, AccountLinker linker, LedgerStore ledger, Parking parking, SelfNudge nudge, IWixLoyalty wix, IExternalLoyalty external, ISiteSettings sites)
{
    public async Task<OverrideResult> PutAsync(string siteId, string wixAccountId, string externalAccountId, CancellationToken ct)
    {
        if (await WhyNotAsync(siteId, wixAccountId, externalAccountId, ct) is { } refused)
            return refused;

        await links.PutOverrideAsync(siteId, wixAccountId, externalAccountId, ct);
        await nudge.LookAtWixAsync(siteId, wixAccountId, ct);
        await nudge.LookAtExternalAsync(siteId, externalAccountId, ct);
        await parking.RemoveAccountAsync(siteId, Side.Wix, wixAccountId, ct);
        await parking.RemoveAccountAsync(siteId, Side.External, externalAccountId, ct);
        var result = await linker.FromWixAsync(siteId, wixAccountId, ct, force: true);
        return result.Link is not null ? new OverrideResult.Linked()
            : result.Again is not null ? new OverrideResult.Soon()
            : new OverrideResult.Refused(409, "not-linked", $"The accounts could not be linked: {result.Reason}.");
    }

    private async Task<OverrideResult.Refused?> WhyNotAsync(string siteId, string wixAccountId, string externalAccountId, CancellationToken ct)
    {
        if (sites.Find(siteId) is not { Enabled: true } site)
            return new(404, "unknown-site", "This deployment does not serve the site, or it is switched off.");
        if (!site.Rules.Contains(MatchRule.Override))
            return new(409, "overrides-off", "The site's MatchBy does not name Override.");
        if (await ledger.FindLinkAsync(siteId, wixAccountId, ct) is { } link && link.ExternalAccountId != externalAccountId)
            return new(409, "already-linked", $"The Wix account is linked to external account {link.ExternalAccountId}.");
        if (await links.RereadByExternalAsync(siteId, externalAccountId, ct) is { } holder && holder != wixAccountId)
            return new(409, "already-linked", $"The external account is linked to Wix account {holder}.");
        if (await external.GetAccountAsync(siteId, externalAccountId, ct) is null)
            return new(404, "no-such-external-account", "The external system has no such account.");
        return await wix.GetAccountAsync(siteId, wixAccountId, WixWork.Live, ct) is null
            ? new(404, "no-such-wix-account", "Wix has no such loyalty account.")
            : null;
    }
}
