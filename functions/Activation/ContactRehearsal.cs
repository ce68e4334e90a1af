using System.Globalization;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>Says what <see cref="ContactActivation"/> would do. Reads only, on both sides and in the ledger.</summary>
public sealed class ContactRehearsal(Matcher matcher, AccountLinks links, LedgerStore ledger, ISiteSettings sites) : IContactWork
{
    public async Task<ContactOutcome> DoAsync(Job job, LoyaltyAccount? account, WixPerson person, IReadOnlySet<string> parked, CancellationToken ct)
    {
        var site = sites.Find(job.SiteId);
        person = person with { AccountId = account?.Id };
        List<string> counts = [ActivationCounts.Contacts];
        if (account is null && site?.CreateAccountsHere == false)
            return new([.. counts, ActivationCounts.WithoutAccount]);
        counts.Add(account is null ? ActivationCounts.ToCreate : ActivationCounts.Existing);
        if (account is not null && await ledger.FindLinkAsync(job.SiteId, account.Id, ct) is not null)
            return new([.. counts, ActivationCounts.AlreadyLinked]);

        switch (await matcher.FindExternalAsync(job.SiteId, person, WixWork.Background, ct))
        {
            case Match<ExternalAccount>.One(var found):
                return await MatchedAsync(job.SiteId, counts, account, person, found, ct);
            case Match<ExternalAccount>.Unclear(var reason):
                return new([.. counts, ContactFindings.CountOf(reason)], ContactFindings.Of(person, reason));
            default:
                return site?.CreateAccountsThere == false
                    ? new([.. counts, ActivationCounts.Unmatched], ContactFindings.Of(person, ParkReasons.NoExternalAccount))
                    : new([.. counts, ActivationCounts.ToCreateThere]);
        }
    }

    private async Task<ContactOutcome> MatchedAsync(
        string siteId, List<string> counts, LoyaltyAccount? account, WixPerson person, ExternalAccount found, CancellationToken ct)
    {
        if (await links.FindByExternalAsync(siteId, found.Id, ct) is { } other && other != account?.Id)
            return new([.. counts, ActivationCounts.Ambiguous], ContactFindings.Of(person, ParkReasons.LinkedElsewhere, found.Id));
        counts.Add(ActivationCounts.Matched);
        var balance = account?.Balance ?? 0;
        if (balance == found.Balance)
            return new(counts);
        counts.Add(ActivationCounts.BalancesDiffer);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{balance} points on Wix, {found.Balance} in the external system.");
        return new(counts, ContactFindings.Of(person, "balances_differ", found.Id, detail));
    }
}
