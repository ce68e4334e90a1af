using LoyaltyFunctions.Messages.Members;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>Shows messages without sending them.</summary>
public sealed class CampaignPreviews(
    CampaignFactsReader facts, AccountPages pages, MessageComposer composer, OptOuts optOuts, IWixAudience audience, IWixLoyalty loyalty)
{
    private const int Samples = 3;

    /// <returns>Null when the member has no loyalty account.</returns>
    /// <exception cref="WixException">Wix does not answer.</exception>
    /// <exception cref="MessageTextException">The template cannot be carried out for this member.</exception>
    public async Task<MessagePreview?> OfAsync(string siteId, SiteOptions site, string memberId, string? locale, CancellationToken ct)
    {
        if (await audience.FindAccountByMemberAsync(siteId, memberId, WixWork.Background, ct) is not { } account)
            return null;
        var contact = account.ContactId is { } contactId ? await loyalty.GetContactAsync(siteId, contactId, WixWork.Background, ct) : null;
        HashSet<string> optedOut = await optOuts.ContainsAsync(siteId, memberId, ct) ? [memberId] : [];
        var whyNot = SkipReasons.Of(account, site.Messages.MinimumPoints, optedOut) ?? SkipReasons.Of(contact);
        if (contact is null)
            return new(memberId, whyNot, null, null, null);
        var text = composer.Compose(site, (await facts.ReadAsync(siteId, ct)).Facts, account, contact, locale);
        return new(memberId, whyNot, text.Locale, text.Preview, text.Text);
    }

    /// <summary>The first few messages that a campaign would send now.</summary>
    /// <param name="jobId">Of the dry run, which finds the page that is read here.</param>
    public async Task<IReadOnlyList<MessagePreview>> FirstAsync(string siteId, SiteOptions site, string jobId, CancellationToken ct)
    {
        var common = (await facts.ReadAsync(siteId, ct)).Facts;
        var page = await pages.ReadAsync(siteId, jobId, site.Messages, new CampaignPlan(0, DateTimeOffset.MaxValue), ct);
        List<MessagePreview> samples = [];
        foreach (var account in page.Accounts.Where(account => SkipReasons.Of(account, site.Messages.MinimumPoints, page.OptedOut) is null))
        {
            if (samples.Count == Samples)
                break;
            var contact = page.Contacts.GetValueOrDefault(account.ContactId!);
            if (SkipReasons.Of(contact) is null && composer.Compose(site, common, account, contact!) is var text)
                samples.Add(new(account.MemberId!, null, text.Locale, text.Preview, text.Text));
        }

        return samples;
    }
}
