using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>Calls the app's endpoints about jobs, as an integrator does.</summary>
public abstract class JobDriver(SyncWorld world, Uri? app) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    protected static TimeSpan Between { get; } = TimeSpan.FromMilliseconds(250);

    protected SyncWorld World => world;

    protected HttpClient Http { get; } = Client(app ?? new Uri(world.Apps[^1].Urls.First()));

    /// <summary>Waits until the job has ended, and asks seldom: the answer adds all pages up.</summary>
    public async Task<JobAnswer> EndOfAsync(string jobId)
    {
        for (var until = DateTime.UtcNow + Limit; DateTime.UtcNow < until; await Task.Delay(Between))
        {
            if (await ReadAsync(jobId) is { State: not ("running" or "waiting") } job)
            {
                Assert.True(job.State == "done", job.ToString());
                return job;
            }
        }

        throw new TimeoutException($"The job has not ended: {await ReadAsync(jobId)}");
    }

    public async Task<JobAnswer> ReadAsync(string jobId) =>
        new(await Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/jobs/{jobId}", UriKind.Relative)));

    /// <summary>The report's lines without its heading, each as its fields.</summary>
    public async Task<IReadOnlyList<string[]>> ReportAsync(string jobId)
    {
        var csv = await Http.GetStringAsync(new Uri($"/api/jobs/{jobId}/report", UriKind.Relative));
        return [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim('"').Split("\",\""))];
    }

    public Task<HttpResponseMessage> CancelAsync(string jobId) => Http.DeleteAsync(new Uri($"/api/jobs/{jobId}", UriKind.Relative));

    public void Dispose()
    {
        Http.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Posts; again where the site's calls to Wix are spent for the moment, as the answer asks for.</summary>
    /// <returns>The id of the job that was accepted.</returns>
    protected static async Task<string> StartAsync(Func<Task<HttpResponseMessage>> post)
    {
        var answer = await post();
        for (var until = DateTime.UtcNow + Limit; answer.StatusCode == HttpStatusCode.ServiceUnavailable && DateTime.UtcNow < until;)
        {
            await Task.Delay(Between);
            answer.Dispose();
            answer = await post();
        }

        using var last = answer;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var jobId = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobId").GetString()!;
        Assert.Equal($"/api/jobs/{jobId}", answer.Headers.Location!.ToString());
        return jobId;
    }

    private static HttpClient Client(Uri app)
    {
        var http = new HttpClient { BaseAddress = app };
        http.DefaultRequestHeaders.Add("x-functions-key", "test-key");
        return http;
    }
}
