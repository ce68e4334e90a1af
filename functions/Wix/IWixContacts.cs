namespace LoyaltyFunctions.Wix;

/// <summary>
/// Many contacts and accounts at once, for work on a whole site. All throw <see cref="WixException"/>.
/// <see href="https://dev.wix.com/docs/rest/crm/members-contacts/contacts/contacts/contact-v4/query-contacts"/>
/// </summary>
public interface IWixContacts
{
    /// <summary>The most contacts of one page.</summary>
    public const int LargestPage = 1000;

    /// <summary>The most ids of one look-up.</summary>
    public const int MostIds = 100;

    /// <summary>Query Contacts, oldest first.</summary>
    /// <param name="createdFrom">Only those created then or later; null for all.</param>
    /// <param name="offset">How many of those to leave out.</param>
    Task<ContactPage> ListContactsAsync(string siteId, DateTimeOffset? createdFrom, int offset, WixWork work, CancellationToken ct);

    /// <summary>Query Contacts by id, at most <see cref="MostIds"/>; those that do not exist are left out.</summary>
    Task<IReadOnlyList<Contact>> GetContactsAsync(string siteId, IReadOnlyCollection<string> contactIds, WixWork work, CancellationToken ct);

    /// <summary>Query Contacts by free text; the caller compares the phones itself, since Wix offers no filter by phone.</summary>
    Task<IReadOnlyList<Contact>> SearchContactsAsync(string siteId, string text, int limit, WixWork work, CancellationToken ct);

    /// <summary>Query Loyalty Accounts of at most <see cref="MostIds"/> contacts: one call tells who has none.</summary>
    Task<IReadOnlyList<LoyaltyAccount>> FindAccountsAsync(string siteId, IReadOnlyCollection<string> contactIds, WixWork work, CancellationToken ct);
}
