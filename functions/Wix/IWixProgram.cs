namespace LoyaltyFunctions.Wix;

/// <summary>
/// The loyalty program of a site. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/loyalty-program"/>
/// All throw <see cref="WixException"/>; <see cref="WixFailure.NotFound"/> where the site has no Wix Loyalty.
/// </summary>
public interface IWixProgram
{
    /// <summary>Get Loyalty Program.</summary>
    Task<LoyaltyProgram> GetProgramAsync(string siteId, WixWork work, CancellationToken ct);

    /// <summary>Update Loyalty Program: gives it a name of 2 to 50 characters.</summary>
    Task<LoyaltyProgram> NameProgramAsync(string siteId, string name, WixWork work, CancellationToken ct);

    /// <summary>Activate Loyalty Program. One without a name is refused.</summary>
    Task<LoyaltyProgram> ActivateProgramAsync(string siteId, WixWork work, CancellationToken ct);
}
