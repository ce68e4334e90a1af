using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Wix;

/// <summary>
/// Access tokens, one per site, by client credentials
/// (<see href="https://dev.wix.com/docs/rest/api-reference/authorization/oauth-2/create-access-token"/>). Kept until shortly before they
/// end; callers that need a new one at the same time share one request for it.
/// </summary>
internal sealed class WixTokens(IHttpClientFactory clients, IOptions<WixOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Site> sites = new();

    /// <exception cref="WixException">Wix gave none.</exception>
    public async ValueTask<string> GetAsync(string siteId, CancellationToken ct)
    {
        var site = sites.GetOrAdd(siteId, _ => new Site());
        Task<Token> refresh;
        lock (site)
        {
            if (site.Current is { } current && current.RenewAt > time.GetUtcNow())
                return current.Value;
            refresh = site.Refresh is { IsCompleted: false } running ? running : site.Refresh = RefreshAsync(siteId, site);
        }

        return (await refresh.WaitAsync(ct)).Value;
    }

    /// <summary>Wix did not take <paramref name="token"/>: the next call asks for another, unless one is there already.</summary>
    public void Drop(string siteId, string token)
    {
        var site = sites.GetOrAdd(siteId, _ => new Site());
        lock (site)
        {
            if (site.Current?.Value == token)
                site.Current = null;
        }
    }

    // Runs for all that wait for it, so the first caller's cancellation does not end it.
    private async Task<Token> RefreshAsync(string siteId, Site site)
    {
        await Task.Yield();
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        var token = await AskAsync(siteId, deadline.Token);
        lock (site)
            site.Current = token;
        return token;
    }

    private async Task<Token> AskAsync(string siteId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "oauth2/token")
        {
            Content = JsonContent.Create(
                new WixRequests.TokenRequest(siteId, options.Value.AppId, options.Value.AppSecret, "client_credentials"),
                WixRequestJson.Default.TokenRequest),
        };
        request.Options.Set(WixRequestOptions.Repeatable, true);
        request.Options.Set(WixRequestOptions.SiteId, siteId);
        request.Options.Set(WixRequestOptions.Work, WixWork.Live);

        var askedAt = time.GetUtcNow();
        using var response = await clients.CreateClient(WixClient.HttpClientName).SendAsync(request, ct);
        var answer = await WixAnswer.ReadAsync(response, options.Value.RateWindow, time, ct);
        // The form of a refusal is not documented, so its status alone counts.
        if ((int)answer.Status is >= 400 and < 500 and not (int)HttpStatusCode.TooManyRequests)
            throw new WixException(WixFailure.NotPermitted, $"Wix gave no access token for the site: {(int)answer.Status}.");

        return answer.Read(body => Read(body, askedAt));
    }

    private static Token Read(System.Text.Json.JsonElement body, DateTimeOffset askedAt)
    {
        var value = body.Text("access_token") is { Length: > 0 } text ? text : throw new System.Text.Json.JsonException("access_token is missing.");
        var lifetime = TimeSpan.FromSeconds(Math.Clamp(body.Int64("expires_in") ?? 0, 0, int.MaxValue));
        var margin = lifetime / 10 < LongestMargin ? lifetime / 10 : LongestMargin;
        return new(value, askedAt + lifetime - margin);
    }

    private sealed record Token(string Value, DateTimeOffset RenewAt);

    private sealed class Site
    {
        public Token? Current { get; set; }

        public Task<Token>? Refresh { get; set; }
    }
}
