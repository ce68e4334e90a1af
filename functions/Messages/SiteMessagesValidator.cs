using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sites;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages;

/// <summary>Refuses a site's message settings and templates that could not be used when the month comes.</summary>
internal sealed class SiteMessagesValidator(SiteTemplates templates) : IValidateOptions<SitesOptions>
{
    public ValidateOptionsResult Validate(string? name, SitesOptions options)
    {
        List<string> problems = [.. options.Where(site => site.Value is { Enabled: true, Messages.Enabled: true })
            .SelectMany(site => Problems($"{SiteOptions.Section}:{site.Key}:{nameof(SiteOptions.Messages)}", site.Value.Messages)).Distinct()];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(string section, MessageOptions options)
    {
        if (options.DayOfMonth is < 1 or > 28)
            yield return $"{section}:DayOfMonth must be between 1 and 28, which every month has.";
        if (options.Hour is < 0 or > 23)
            yield return $"{section}:Hour must be between 0 and 23.";
        if (options.Locale is not null && LocaleChain.Normal(options.Locale) is null)
            yield return $"{section}:Locale is '{options.Locale}', which is no locale.";
        if (options.MinimumPoints < 0)
            yield return $"{section}:MinimumPoints must not be negative.";
        if (options.MaxUnhealthyShare is not (>= 0 and <= 1))
            yield return $"{section}:MaxUnhealthyShare must be between 0 and 1.";
        if (options.Link is { } link && !(link.IsAbsoluteUri && (link.Scheme == Uri.UriSchemeHttps || (link.Scheme == Uri.UriSchemeHttp && link.IsLoopback))))
            yield return $"{section}:Link must be an absolute https URL.";
        foreach (var problem in templates.Check(options))
            yield return problem;
    }
}
