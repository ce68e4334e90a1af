using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Linking;

/// <summary>
/// Makes loyalty accounts. Wix gives a contact one account only and offers no idempotency key, so whatever a create answers, the contact
/// is looked up before anything is tried again. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/create-account"/>
/// </summary>
public sealed class WixAccounts(IWixLoyalty wix)
{
    /// <summary>The contact's account, made if there is none.</summary>
    public async Task<LoyaltyAccount> GetOrCreateAsync(string siteId, string contactId, WixWork work, CancellationToken ct) =>
        await wix.FindAccountByContactAsync(siteId, contactId, work, ct) ?? await CreateAsync(siteId, contactId, work, ct);

    /// <summary>Makes the account of a contact that was looked up and has none.</summary>
    public async Task<LoyaltyAccount> CreateAsync(string siteId, string contactId, WixWork work, CancellationToken ct)
    {
        try
        {
            return await wix.CreateAccountAsync(siteId, contactId, work, ct);
        }
        catch (WixException e) when (e.Failure is WixFailure.Conflict or WixFailure.Refused)
        {
            // Wix makes accounts by itself too, and says no in more than one way when there is one.
            if (await wix.FindAccountByContactAsync(siteId, contactId, work, ct) is { } appeared)
                return appeared;
            throw;
        }
    }
}
