namespace LoyaltyFunctions.Wix;

/// <summary>Whether the app is on a site. <see href="https://dev.wix.com/docs/rest/app-management/app-instance/get-app-instance"/></summary>
public interface IWixInstallation
{
    /// <summary>Asks Wix with a token made for this question, since an older one may outlive the installation.</summary>
    /// <returns>False when Wix gives no token or refuses it.</returns>
    /// <exception cref="WixException">Wix does not answer.</exception>
    Task<bool> IsInstalledAsync(string siteId, WixWork work, CancellationToken ct);
}
