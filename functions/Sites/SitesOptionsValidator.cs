using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sites;

/// <summary>Refuses settings with which a site could not be kept in step, naming each.</summary>
internal sealed class SitesOptionsValidator(IOptions<SyncOptions> sync) : IValidateOptions<SitesOptions>
{
    public ValidateOptionsResult Validate(string? name, SitesOptions options)
    {
        List<string> problems = [.. options.SelectMany(site => Problems(site.Key, site.Value))];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(string siteId, SiteOptions site)
    {
        var section = $"{SiteOptions.Section}:{siteId}";
        if (!Guid.TryParseExact(siteId, "D", out _))
            yield return $"{section} is not named by a GUID of its own: it is the app's instanceId on the site.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(site.TimeZone, out _))
            yield return $"{section}:TimeZone is '{site.TimeZone}', which is no IANA time zone.";
        if (site.ProgramName is { Length: < 2 or > 50 })
            yield return $"{section}:ProgramName must have 2 to 50 characters.";
        if (site.MatchBy.Distinct().Count() != site.MatchBy.Count)
            yield return $"{section}:MatchBy names a rule twice.";
        if (site.MatchBy.IndexOf(MatchRule.Override) > 0)
            yield return $"{section}:MatchBy must name Override first, since what a person says always comes first.";
        if (site.MatchBy.FirstOrDefault(rule => !Enum.IsDefined(rule)) is var unknown && !Enum.IsDefined(unknown))
            yield return $"{section}:MatchBy names {unknown}, which is no rule.";
        if (!Enum.IsDefined(site.OpeningBalances))
            yield return $"{section}:OpeningBalances is {site.OpeningBalances}; it can be Keep, Wix, External or Add.";
        if (site.PhoneRegion is { } region && !PhoneNumbers.PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(region))
            yield return $"{section}:PhoneRegion is '{region}', which is no two-letter country code in capitals.";
        if (site.Reconcile.Hour is < 0 or > 23)
            yield return $"{section}:Reconcile:Hour must be between 0 and 23.";
        if (!Enum.IsDefined(site.Reconcile.Repair))
            yield return $"{section}:Reconcile:Repair is {site.Reconcile.Repair}; it can be ReportOnly, WixWins or ExternalWins.";
        if (!site.Enabled)
            yield break;

        foreach (var problem in ExternalOptionsRules.Check($"{section}:External", site.External))
            yield return problem;
        if (site.External.Timeout >= sync.Value.Lease)
            yield return $"{section}:External:Timeout must be shorter than Sync:Lease ({sync.Value.Lease}).";
    }
}
