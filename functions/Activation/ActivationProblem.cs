namespace LoyaltyFunctions.Activation;

/// <summary>Why a program cannot be activated, and what the merchant has to do about it.</summary>
public sealed record ActivationProblem(int Status, string Code, string Title, string Detail)
{
    public static ActivationProblem UnknownSite { get; } = new(
        404, "unknown-site", "This deployment does not serve the site", "Add the site under Sites:{instanceId} to the settings.");

    public static ActivationProblem Disabled { get; } = new(
        409, "site-disabled", "The site is switched off", "Set Sites:{instanceId}:Enabled to true.");

    public static ActivationProblem AppNotInstalled { get; } = new(
        409, "app-not-installed", "The app is not installed on the site", "Install this app on the Wix site, then try again.");

    public static ActivationProblem NoPermission { get; } = new(
        403, "no-permission", "The app may not manage the site's loyalty program",
        "Give the app the permission Manage Loyalty, and have the merchant accept it by updating the app on the site.");

    public static ActivationProblem NoLoyaltyApp { get; } = new(
        409, "loyalty-app-missing", "The site has no Wix Loyalty Program", "Add the Wix Loyalty Program app to the site from the Wix App Market, then try again.");

    public static ActivationProblem Paused { get; } = new(
        409, "program-paused", "The loyalty program is paused", "Somebody paused it on purpose: resume it in the site's dashboard (Loyalty Program), then try again.");

    public static ActivationProblem NoName { get; } = new(
        409, "program-unnamed", "The loyalty program has no name", "Wix activates only a named program: set Sites:{instanceId}:ProgramName (2 to 50 characters), or name it in the site's dashboard.");

    public static ActivationProblem StillDraft { get; } = new(
        409, "program-draft", "Wix did not activate the loyalty program", "Finish setting it up in the site's dashboard (Loyalty Program), then try again.");
}
