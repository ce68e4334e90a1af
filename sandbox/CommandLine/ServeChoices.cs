namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>What <c>serve</c> and <c>simulators</c> start.</summary>
/// <param name="Storage">Connection string of a storage account to use; null starts Azurite.</param>
/// <param name="WithApp">False: the two simulators only, to rehearse against an app that runs elsewhere.</param>
public sealed record ServeChoices(SiteChoices Site, int WixPort, int ExternalPort, int AppPort, string? Storage, bool WithApp);
