namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>What <c>serve</c> and <c>simulators</c> start.</summary>
/// <param name="Storage">Connection string of a storage account to use; null starts Azurite.</param>
/// <param name="App">Where an app runs that was started elsewhere: both systems send it their webhooks. Null starts the app.</param>
public sealed record ServeChoices(SiteChoices Site, int WixPort, int ExternalPort, int AppPort, string? Storage, Uri? App)
{
    public bool WithApp => App is null;

    /// <summary>The loyalty program is as Wix installs it: without a name, and not active.</summary>
    public bool FreshProgram { get; init; }
}
