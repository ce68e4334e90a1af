using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Activation;

/// <summary>Calls the app's activation endpoints, as an integrator does.</summary>
public sealed class ActivationDriver(SyncWorld world) : IDisposable
{
    private readonly HttpClient http = Client(world);

    public async Task<HttpResponseMessage> PostAsync(bool dryRun = false, string? siteId = null) =>
        await http.PostAsync(new Uri($"/api/sites/{siteId ?? world.SiteId}/activate{(dryRun ? "?dryRun=true" : "")}", UriKind.Relative), null);

    /// <summary>Starts a job.</summary>
    public async Task<string> StartAsync(bool dryRun = false)
    {
        using var answer = await PostAsync(dryRun);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var jobId = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobId").GetString()!;
        Assert.Equal($"/api/jobs/{jobId}", answer.Headers.Location!.ToString());
        return jobId;
    }

    /// <summary>Starts a job and waits for its end.</summary>
    public async Task<JobAnswer> RunAsync(bool dryRun = false) => await EndOfAsync(await StartAsync(dryRun));

    public async Task<JobAnswer> EndOfAsync(string jobId)
    {
        JobAnswer job = null!;
        await Eventually.HoldsAsync(async () => (job = await ReadAsync(jobId)).State is "done" or "failed" or "cancelled", $"job {jobId} has ended");
        Assert.Equal("done", job.State);
        return job;
    }

    public async Task<JobAnswer> ReadAsync(string jobId) =>
        new(await http.GetFromJsonAsync<JsonElement>(new Uri($"/api/jobs/{jobId}", UriKind.Relative)));

    /// <summary>The report's lines without its heading, each as its fields.</summary>
    public async Task<IReadOnlyList<string[]>> ReportAsync(string jobId)
    {
        var csv = await http.GetStringAsync(new Uri($"/api/jobs/{jobId}/report", UriKind.Relative));
        return [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim('"').Split("\",\""))];
    }

    public Task<HttpResponseMessage> PutLinkAsync(string wixAccountId, string externalAccountId) =>
        http.PutAsJsonAsync(new Uri($"/api/sites/{world.SiteId}/links/{wixAccountId}", UriKind.Relative), new { externalAccountId });

    public Task<HttpResponseMessage> CancelAsync(string jobId) => http.DeleteAsync(new Uri($"/api/jobs/{jobId}", UriKind.Relative));

    public void Dispose() => http.Dispose();

    private static HttpClient Client(SyncWorld world)
    {
        var http = new HttpClient { BaseAddress = new Uri(world.Apps[^1].Urls.First()) };
        http.DefaultRequestHeaders.Add("x-functions-key", "test-key");
        return http;
    }
}
