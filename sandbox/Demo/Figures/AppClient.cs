using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.Figures;

/// <summary>Asks the app's processes about their work, as an operator would.</summary>
internal sealed class AppClient(IReadOnlyList<Uri> processes, string functionKey) : IDisposable
{
    private readonly HttpClient http = new()
    {
        DefaultRequestHeaders = { { "x-functions-key", functionKey } },
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>The counters of all processes together.</summary>
    public async Task<AppFigures> ReadFiguresAsync(CancellationToken ct)
    {
        var sum = AppFigures.None;
        foreach (var process in processes)
            sum = sum.With(Figures(await http.GetFromJsonAsync<JsonElement>(new Uri(process, "/api/status"), ct)));
        return sum;
    }

    /// <summary>What the app keeps for a person. One process answers for all: it is in storage.</summary>
    public async Task<IReadOnlyList<ParkedChange>> ReadParkedAsync(CancellationToken ct)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(new Uri(processes[0], "/api/parked"), ct);
        return [.. answer.GetProperty("items").EnumerateArray().Select(Parked)];
    }

    /// <summary>Starts the present month's message of a site.</summary>
    /// <returns>Where the job is.</returns>
    public async Task<string> StartMessagesAsync(string siteId, CancellationToken ct)
    {
        using var answer = await http.PostAsync(new Uri(processes[0], $"/api/sites/{siteId}/messages"), null, ct);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Activates the site.</summary>
    /// <returns>Where the job is; null when the app asks to try again.</returns>
    /// <exception cref="HttpRequestException">The site cannot be activated.</exception>
    public async Task<string?> ActivateAsync(string siteId, CancellationToken ct)
    {
        using var answer = await http.PostAsync(new Uri(processes[0], $"/api/sites/{siteId}/activate"), null, ct);
        if (answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable)
            return null;
        answer.EnsureSuccessStatusCode();
        return answer.Headers.Location!.ToString();
    }

    /// <summary>How far a job is.</summary>
    public async Task<JobFigures> ReadJobAsync(string job, CancellationToken ct)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(new Uri(processes[0], job), ct);
        return new(
            answer.GetProperty("state").GetString()!,
            Text(answer, "why"),
            answer.GetProperty("expected").EnumerateObject().ToDictionary(e => e.Name, e => e.Value.GetInt64()),
            answer.GetProperty("counts").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64()));
    }

    public void Dispose() => http.Dispose();

    private static AppFigures Figures(JsonElement status) => new(
        [.. status.GetProperty("counters").EnumerateObject().Select(c => Counter.Parse(c.Name, c.Value.GetInt64()))],
        Enum.GetValues<Side>().ToDictionary(side => side, side => status.GetProperty("lag").EnumerateObject()
            .Where(lag => Counter.Parse(lag.Name, 0) is var key && key.Tags.TryGetValue("side", out var name) && AppFigures.Names(name, side))
            .Aggregate(LagFigures.None, (sum, lag) => sum.With(Lag(lag.Value)))));

    private static LagFigures Lag(JsonElement lag) => new(
        lag.GetProperty("count").GetInt64(),
        TimeSpan.FromMilliseconds(lag.GetProperty("p50Ms").GetDouble()),
        TimeSpan.FromMilliseconds(lag.GetProperty("p99Ms").GetDouble()));

    private static ParkedChange Parked(JsonElement item) => new(
        SideOf(item.GetProperty("side").GetString()!),
        Text(item, "transactionId"),
        item.TryGetProperty("points", out var points) && points.ValueKind == JsonValueKind.Number ? points.GetInt64() : 0,
        Text(item, "reason") ?? "");

    private static Side SideOf(string name) => AppFigures.Names(name, Side.Wix) ? Side.Wix : Side.External;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
