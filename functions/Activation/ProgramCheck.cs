using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// Sees to it that a site's loyalty program is active, or says what stands against it. Two to four calls that somebody waits for: they are not
/// held back as background work is.
/// </summary>
public sealed class ProgramCheck(IWixProgram program, IWixInstallation installation, ISiteSettings sites)
{
    private const int LongestName = 50;

    /// <param name="dryRun">Looks only: an inactive program is no problem then.</param>
    /// <returns>The problem; else whether the program was active before.</returns>
    public async Task<(ActivationProblem? Problem, bool WasActive)> EnsureActiveAsync(string siteId, bool dryRun, CancellationToken ct)
    {
        if (sites.Find(siteId) is not { } site)
            return (ActivationProblem.UnknownSite, false);
        if (!site.Enabled)
            return (ActivationProblem.Disabled, false);
        if (!await installation.IsInstalledAsync(siteId, WixWork.Live, ct))
            return (ActivationProblem.AppNotInstalled, false);
        try
        {
            return await EnsureAsync(siteId, site, dryRun, ct);
        }
        catch (WixException e) when (e.Failure == WixFailure.NotPermitted)
        {
            return (ActivationProblem.NoPermission, false);
        }
        catch (WixException e) when (e.Failure == WixFailure.NotFound)
        {
            return (ActivationProblem.NoLoyaltyApp, false);
        }
    }

    private async Task<(ActivationProblem? Problem, bool WasActive)> EnsureAsync(string siteId, SiteOptions site, bool dryRun, CancellationToken ct)
    {
        var now = await program.GetProgramAsync(siteId, WixWork.Live, ct);
        if (now.Status == ProgramStatus.Active)
            return (null, true);
        if (now.Status == ProgramStatus.Paused)
            return (ActivationProblem.Paused, false);

        var name = site.ProgramName ?? site.Name;
        if (now.Name is null && name.Length is < 2 or > LongestName)
            return (ActivationProblem.NoName, false);
        if (dryRun)
            return (null, false);
        if (now.Name is null)
            await program.NameProgramAsync(siteId, name, WixWork.Live, ct);
        return await ActivateAsync(siteId, ct);
    }

    private async Task<(ActivationProblem? Problem, bool WasActive)> ActivateAsync(string siteId, CancellationToken ct)
    {
        try
        {
            var after = await program.ActivateProgramAsync(siteId, WixWork.Live, ct);
            return (after.Status == ProgramStatus.Active ? null : ActivationProblem.StillDraft, false);
        }
        catch (WixException e) when (e.Failure is WixFailure.Conflict or WixFailure.Refused)
        {
            // Somebody may have activated it meanwhile; else Wix wants something of the merchant.
            var after = await program.GetProgramAsync(siteId, WixWork.Live, ct);
            return (after.Status == ProgramStatus.Active ? null : ActivationProblem.StillDraft, after.Status == ProgramStatus.Active);
        }
    }
}
