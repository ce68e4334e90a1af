using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Reconciling;

/// <summary>Calls the app's reconcile endpoint, as an integrator does.</summary>
public sealed class ReconcileDriver(SyncWorld world, Uri? app = null) : JobDriver(world, app)
{
    public Task<HttpResponseMessage> PostAsync(string query = "", string? siteId = null) =>
        Http.PostAsync(new Uri($"/api/sites/{siteId ?? World.SiteId}/reconcile{query}", UriKind.Relative), null);

    public Task<string> StartAsync(string query = "") => StartAsync(() => PostAsync(query));

    /// <summary>Starts a reconcile and waits for its end.</summary>
    public async Task<JobAnswer> RunAsync(string query = "") => await EndOfAsync(await StartAsync(query));
}
