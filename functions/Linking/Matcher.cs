using LoyaltyFunctions.External;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Linking;

/// <summary>
/// Finds the same person on the other side by the site's ordered rules: the first that finds anybody decides. Whoever is found more than
/// once on either side is not guessed. Reads only.
/// </summary>
public sealed class Matcher(AccountLinks links, IExternalLoyalty external, WixPeople people, IWixLoyalty wix, ISiteSettings sites)
{
    /// <summary>The external account of somebody on Wix.</summary>
    public async Task<Match<ExternalAccount>> FindExternalAsync(string siteId, WixPerson person, WixWork work, CancellationToken ct)
    {
        var site = Settings(siteId);
        if (person is { AccountId: not null, MayBeOverridden: true } && site.Rules.Contains(MatchRule.Override)
            && await links.FindOverrideAsync(siteId, person.AccountId, ct) is { } given)
            return await external.GetAccountAsync(siteId, given, ct) is { } account ? new Match<ExternalAccount>.One(account) : Unclear<ExternalAccount>(ParkReasons.AccountNotFound);

        foreach (var rule in site.Rules)
        {
            var match = rule switch
            {
                MatchRule.ExternalId => await ByReferenceAsync(siteId, person, ct),
                MatchRule.Email => await ByEmailAsync(siteId, person, work, ct),
                MatchRule.Phone => await ByPhoneAsync(siteId, site.PhoneRegion, person, work, ct),
                _ => new Match<ExternalAccount>.Nobody(),
            };
            if (match is not Match<ExternalAccount>.Nobody)
                return match;
        }

        return new Match<ExternalAccount>.Nobody();
    }

    /// <summary>Whose an external account is.</summary>
    public async Task<Match<WixMatch>> FindOnWixAsync(string siteId, ExternalAccount account, CancellationToken ct)
    {
        var site = Settings(siteId);
        if (site.Rules.Contains(MatchRule.Override) && await links.FindOverrideByExternalAsync(siteId, account.Id, ct) is { } given)
        {
            return await wix.GetAccountAsync(siteId, given, WixWork.Live, ct) is { } own
                ? new Match<WixMatch>.One(new(own, null))
                : Unclear<WixMatch>(ParkReasons.AccountNotFound);
        }

        foreach (var rule in site.Rules)
        {
            var match = rule switch
            {
                MatchRule.ExternalId => await people.FindByReferenceAsync(siteId, account.ExternalReference, ct),
                MatchRule.Email => await OnWixByEmailAsync(siteId, account, ct),
                MatchRule.Phone => await OnWixByPhoneAsync(siteId, site.PhoneRegion, account, ct),
                _ => new Match<WixMatch>.Nobody(),
            };
            if (match is not Match<WixMatch>.Nobody)
                return match;
        }

        return new Match<WixMatch>.Nobody();
    }

    private async Task<Match<ExternalAccount>> ByReferenceAsync(string siteId, WixPerson person, CancellationToken ct)
    {
        List<ExternalAccount> found = [];
        foreach (var reference in new[] { person.AccountId, person.ContactId }.OfType<string>())
            found.AddRange(await external.FindAccountsByReferenceAsync(siteId, reference, ct));
        return Only(found, ParkReasons.AmbiguousExternalId);
    }

    private async Task<Match<ExternalAccount>> ByEmailAsync(string siteId, WixPerson person, WixWork work, CancellationToken ct)
    {
        List<ExternalAccount> found = [];
        foreach (var email in person.Emails)
        {
            if (!person.Unshared.Contains(email) && (await people.WithEmailAsync(siteId, email, work, ct)).Any(other => other.Id != person.ContactId))
                return Unclear<ExternalAccount>(ParkReasons.AmbiguousEmail);
            found.AddRange(await AccountsWithEmailAsync(siteId, email, ct));
        }

        return Only(found, ParkReasons.AmbiguousEmail);
    }

    private async Task<Match<ExternalAccount>> ByPhoneAsync(string siteId, string? region, WixPerson person, WixWork work, CancellationToken ct)
    {
        List<ExternalAccount> found = [];
        foreach (var phone in person.Phones.Select(p => Phone.Normalise(p, region)).OfType<string>().Distinct())
        {
            if (!person.Unshared.Contains(phone) && (await people.WithPhoneAsync(siteId, phone, region, work, ct)).Any(other => other.Id != person.ContactId))
                return Unclear<ExternalAccount>(ParkReasons.AmbiguousPhone);
            found.AddRange(await AccountsWithPhoneAsync(siteId, phone, region, ct));
        }

        return Only(found, ParkReasons.AmbiguousPhone);
    }

    private async Task<Match<WixMatch>> OnWixByEmailAsync(string siteId, ExternalAccount account, CancellationToken ct)
    {
        if (EmailAddress.Normalise(account.Email) is not { } email)
            return new Match<WixMatch>.Nobody();
        if ((await AccountsWithEmailAsync(siteId, email, ct)).Any(other => other.Id != account.Id))
            return Unclear<WixMatch>(ParkReasons.AmbiguousEmail);
        return OneOf(await people.WithEmailAsync(siteId, email, WixWork.Live, ct), ParkReasons.AmbiguousEmail);
    }

    private async Task<Match<WixMatch>> OnWixByPhoneAsync(string siteId, string? region, ExternalAccount account, CancellationToken ct)
    {
        if (Phone.Normalise(account.Phone, region) is not { } phone)
            return new Match<WixMatch>.Nobody();
        if ((await AccountsWithPhoneAsync(siteId, phone, region, ct)).Any(other => other.Id != account.Id))
            return Unclear<WixMatch>(ParkReasons.AmbiguousPhone);
        return OneOf(await people.WithPhoneAsync(siteId, phone, region, WixWork.Live, ct), ParkReasons.AmbiguousPhone);
    }

    private async Task<IReadOnlyList<ExternalAccount>> AccountsWithEmailAsync(string siteId, string email, CancellationToken ct)
    {
        List<ExternalAccount> found = [];
        foreach (var spelling in EmailAddress.Spellings(email))
            found.AddRange(await external.FindAccountsByEmailAsync(siteId, spelling, ct));
        return [.. found.Where(account => EmailAddress.Normalise(account.Email) == email).DistinctBy(account => account.Id)];
    }

    private async Task<IReadOnlyList<ExternalAccount>> AccountsWithPhoneAsync(string siteId, string phone, string? region, CancellationToken ct) =>
        [.. (await external.FindAccountsByPhoneAsync(siteId, phone, ct)).Where(account => Phone.Normalise(account.Phone, region) == phone).DistinctBy(account => account.Id)];

    private static Match<ExternalAccount> Only(List<ExternalAccount> found, string reason) => found.DistinctBy(account => account.Id).ToList() switch
    {
        [] => new Match<ExternalAccount>.Nobody(),
        [var one] => new Match<ExternalAccount>.One(one),
        _ => Unclear<ExternalAccount>(reason),
    };

    private static Match<WixMatch> OneOf(IReadOnlyList<Contact> contacts, string reason) => contacts switch
    {
        [] => new Match<WixMatch>.Nobody(),
        [var one] => new Match<WixMatch>.One(new(null, one.Id)),
        _ => Unclear<WixMatch>(reason),
    };

    private static Match<T>.Unclear Unclear<T>(string reason) => new(reason);

    private SiteOptions Settings(string siteId) =>
        sites.Find(siteId) ?? throw new InvalidOperationException($"Site {siteId} is not configured.");
}
