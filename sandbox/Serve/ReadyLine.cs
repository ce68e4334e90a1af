namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>The line that <c>serve</c> prints when all is up: what a client needs to know. Without the app its parts are null.</summary>
internal sealed record ReadyLine(
    string Wix,
    string External,
    string? App,
    string? FunctionKey,
    string AppId,
    string AppSecret,
    string InstanceId,
    string PublicKeyPath,
    string PrivateKeyPath,
    string ExternalApiKey,
    string ExternalWebhookSecret,
    string? Storage,
    int? AppProcessId)
{
    public static ReadyLine Of(RunningSite site)
    {
        var app = site.Apps.Count == 0 ? null : site.Apps[0];
        return new ReadyLine(
            Text(site.Wix.BaseAddress),
            Text(site.External.BaseAddress),
            app is null ? null : Text(app.Address),
            app is null ? null : site.Keys.FunctionKey,
            site.Keys.AppId,
            site.Keys.AppSecret,
            site.Keys.InstanceId,
            site.Keys.PublicKeyPath,
            site.Keys.PrivateKeyPath,
            site.Keys.ExternalApiKey,
            site.Keys.ExternalWebhookSecret,
            app is null ? null : site.Storage,
            app?.Id);
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
