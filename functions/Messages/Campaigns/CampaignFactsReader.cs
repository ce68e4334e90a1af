using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>Asks Wix what a site calls itself, its program, its points and its tiers: three calls.</summary>
public sealed class CampaignFactsReader(IWixProgram programs, IWixAudience audience)
{
    private const string DefaultPointName = "Points";

    /// <returns>The facts, and whether the program is active.</returns>
    /// <exception cref="WixException">Wix does not answer, or the site has no loyalty program.</exception>
    public async Task<(CampaignFacts Facts, bool IsActive)> ReadAsync(string siteId, CancellationToken ct)
    {
        var program = await programs.GetProgramAsync(siteId, WixWork.Background, ct);
        var site = await audience.GetSiteAsync(siteId, WixWork.Background, ct);
        var pointName = PlainText.Of(program.PointName);
        return (
            new CampaignFacts(
                PlainText.Of(program.Name),
                string.Equals(pointName, DefaultPointName, StringComparison.OrdinalIgnoreCase) ? null : pointName,
                PlainText.Of(site.Name),
                LocaleChain.Normal(site.Locale),
                await TiersAsync(siteId, ct)),
            program.Status == ProgramStatus.Active);
    }

    private async Task<IReadOnlyDictionary<string, string>> TiersAsync(string siteId, CancellationToken ct)
    {
        try
        {
            var tiers = await audience.ListTierNamesAsync(siteId, WixWork.Background, ct);
            return tiers.Where(tier => PlainText.Of(tier.Value) is not null).ToDictionary(tier => tier.Key, tier => PlainText.Of(tier.Value)!);
        }
        catch (WixException e) when (e.Failure is WixFailure.Refused or WixFailure.NotPermitted or WixFailure.Conflict)
        {
            // Tiers are a feature of some plans: https://support.wix.com/en/article/wix-loyalty-program-creating-loyalty-tiers
            return new Dictionary<string, string>();
        }
    }
}
