namespace LoyaltyFunctions.Bench.Site;

/// <summary>The two accounts of one person.</summary>
internal sealed record Pair(string WixAccountId, string ExternalAccountId)
{
    /// <summary>The pairs of a site on which the same people have accounts in both systems.</summary>
    public static IReadOnlyList<Pair> Of(BenchSite site)
    {
        var contacts = site.Wix.ReadLedger().Contacts.ToDictionary(contact => contact.Id, contact => contact.Emails[0]);
        var external = site.External.State.Accounts.Where(account => account.Email is not null).ToDictionary(account => account.Email!, account => account.Id);
        return [.. site.Wix.ReadLedger().Accounts.Select(account => new Pair(account.Id, external[contacts[account.ContactId]]))];
    }
}
