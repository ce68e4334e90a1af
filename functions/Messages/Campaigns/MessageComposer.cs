using LoyaltyFunctions.Messages.Schedule;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>Makes a member's text in the member's language.</summary>
public sealed class MessageComposer(SiteTemplates templates)
{
    /// <param name="locale">Instead of the member's own.</param>
    /// <exception cref="MessageTextException">The site's template cannot be carried out for this member.</exception>
    public MessageText Compose(SiteOptions site, CampaignFacts facts, LoyaltyAccount account, Contact contact, string? locale = null)
    {
        var options = site.Messages;
        var template = templates.Of(options).For(locale ?? contact.Locale, options.Locale, facts.Locale);
        var expires = account is { ExpiringPoints: > 0, ExpirationDate: not null };
        return template.Render(new TemplateValues(
            PlainText.Of(contact.FirstName),
            account.Balance,
            facts.PointName,
            facts.Tiers.GetValueOrDefault(account.TierId ?? ""),
            expires ? account.ExpiringPoints : null,
            expires ? new SiteClock(site).DayOf(account.ExpirationDate!.Value) : null,
            facts.ProgramName,
            PlainText.Of(site.Name) ?? facts.SiteName,
            options.Link?.AbsoluteUri));
    }
}
