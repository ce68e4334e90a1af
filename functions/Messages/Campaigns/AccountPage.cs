using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>A page of accounts with what decides on their messages.</summary>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Contacts">By id: of those accounts that the account alone does not rule out.</param>
/// <param name="OptedOut">Members on this app's own list.</param>
public sealed record AccountPage(
    IReadOnlyList<LoyaltyAccount> Accounts, string? Next, IReadOnlyDictionary<string, Contact> Contacts, IReadOnlySet<string> OptedOut);
