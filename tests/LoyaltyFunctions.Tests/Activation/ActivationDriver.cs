using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Activation;

/// <summary>Calls the app's activation endpoints, as an integrator does.</summary>
public sealed class ActivationDriver(SyncWorld world, Uri? app = null) : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly HttpClient http = Client(app ?? new Uri(world.Apps[^1].Urls.First()));

    public Task<HttpResponseMessage> PostAsync(bool dryRun = false, string? siteId = null) => PostAsync(dryRun ? "dryRun=true" : "", siteId);

    public async Task<HttpResponseMessage> PostAsync(string query, string? siteId = null) =>
        await http.PostAsync(new Uri($"/api/sites/{siteId ?? world.SiteId}/activate?{query}", UriKind.Relative), null);

    /// <summary>Starts a job; again where the site's calls to Wix are spent for the moment, as the answer asks for.</summary>
    public async Task<string> StartAsync(bool dryRun = false)
    {
        var answer = await PostAsync(dryRun);
        for (var until = DateTime.UtcNow + Limit; answer.StatusCode == HttpStatusCode.ServiceUnavailable && DateTime.UtcNow < until;)
        {
            await Task.Delay(Between);
            answer.Dispose();
            answer = await PostAsync(dryRun);
        }

        using var last = answer;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var jobId = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobId").GetString()!;
        Assert.Equal($"/api/jobs/{jobId}", answer.Headers.Location!.ToString());
        return jobId;
    }

    /// <summary>Starts a job and waits for its end.</summary>
    public async Task<JobAnswer> RunAsync(bool dryRun = false) => await EndOfAsync(await StartAsync(dryRun));

    /// <summary>Waits until the job has ended, and asks seldom: the answer adds all pages up.</summary>
    public async Task<JobAnswer> EndOfAsync(string jobId)
    {
        for (var until = DateTime.UtcNow + Limit; DateTime.UtcNow < until; await Task.Delay(Between))
        {
            if (await ReadAsync(jobId) is { State: not ("running" or "waiting") } job)
            {
                Assert.Equal("done", job.State);
                return job;
            }
        }

        throw new TimeoutException($"The job has not ended: {await ReadAsync(jobId)}");
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

    private static HttpClient Client(Uri app)
    {
        var http = new HttpClient { BaseAddress = app };
        http.DefaultRequestHeaders.Add("x-functions-key", "test-key");
        return http;
    }
}
