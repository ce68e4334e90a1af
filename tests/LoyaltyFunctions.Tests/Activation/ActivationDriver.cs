using System.Net.Http.Json;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Activation;

/// <summary>Calls the app's activation endpoints, as an integrator does.</summary>
public sealed class ActivationDriver(SyncWorld world, Uri? app = null) : JobDriver(world, app)
{
    public Task<HttpResponseMessage> PostAsync(bool dryRun = false, string? siteId = null) => PostAsync(dryRun ? "dryRun=true" : "", siteId);

    public async Task<HttpResponseMessage> PostAsync(string query, string? siteId = null) =>
        await Http.PostAsync(new Uri($"/api/sites/{siteId ?? World.SiteId}/activate?{query}", UriKind.Relative), null);

    /// <summary>Starts a job.</summary>
    public Task<string> StartAsync(bool dryRun = false) => StartAsync(() => PostAsync(dryRun));

    /// <summary>Starts a job and waits for its end.</summary>
    public async Task<JobAnswer> RunAsync(bool dryRun = false) => await EndOfAsync(await StartAsync(dryRun));

    public Task<HttpResponseMessage> PutLinkAsync(string wixAccountId, string externalAccountId) =>
        Http.PutAsJsonAsync(new Uri($"/api/sites/{World.SiteId}/links/{wixAccountId}", UriKind.Relative), new { externalAccountId });
}
