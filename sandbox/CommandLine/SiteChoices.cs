namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>What kind of site the sandbox is, for every command.</summary>
/// <param name="Members">People of the site, each with a contact.</param>
/// <param name="Chaos">0: every message arrives once, at once and in order. 1: as bad as it gets.</param>
/// <param name="Processes">Processes of the app on one storage account.</param>
public sealed record SiteChoices(int Members, int Seed, double Chaos, WixMode Wix, ExternalMode External, int Processes);
