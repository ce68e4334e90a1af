using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Wix;

/// <summary>
/// Sends calls to Wix with the site's token. One call takes at most <see cref="WixOptions.Timeout"/>, its token, repeats and waits
/// included. A token that Wix does not take is replaced once: a 401 did nothing, so that is safe for writes too.
/// </summary>
internal sealed class WixTransport(IHttpClientFactory clients, WixTokens tokens, RateGovernor governor, IOptions<WixOptions> options, TimeProvider time)
{
    // Wix's SDK gives this value back for reads that see earlier writes.
    private const string ConsistencyHeader = "X-Wix-Consistent";

    private readonly ConcurrentDictionary<string, string> consistency = new();

    /// <summary>The answer, whatever its status.</summary>
    /// <exception cref="WixException">There is none: <see cref="WixFailure.Unavailable"/> (the effect is unknown),
    /// <see cref="WixFailure.Throttled"/> or <see cref="WixFailure.NotPermitted"/> (nothing was sent).</exception>
    public async Task<WixAnswer> SendAsync(WixCall call, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var token = await tokens.GetAsync(call.SiteId, either.Token);
            var answer = await SendOnceAsync(call, token, either.Token);
            if (answer.Status == HttpStatusCode.Unauthorized)
            {
                tokens.Drop(call.SiteId, token);
                answer = await SendOnceAsync(call, await tokens.GetAsync(call.SiteId, either.Token), either.Token);
            }

            if (answer.Status == HttpStatusCode.TooManyRequests)
                await governor.CloseAsync(call.SiteId, answer.Wait, ct);
            return answer;
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new WixException(WixFailure.Unavailable, $"Wix did not answer within {options.Value.Timeout}.", inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new WixException(WixFailure.Unavailable, $"The connection to Wix failed: {e.HttpRequestError}.", inner: e);
        }
    }

    private async Task<WixAnswer> SendOnceAsync(WixCall call, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path) { Content = call.Content() };
        // Without "Bearer", as Wix's SDK sends it.
        request.Headers.TryAddWithoutValidation("Authorization", token);
        if (consistency.TryGetValue(call.SiteId, out var seen))
            request.Headers.TryAddWithoutValidation(ConsistencyHeader, seen);
        request.Options.Set(WixRequestOptions.Repeatable, call.Repeatable);
        request.Options.Set(WixRequestOptions.SiteId, call.SiteId);
        request.Options.Set(WixRequestOptions.Work, call.Work);

        using var response = await clients.CreateClient(WixClient.HttpClientName).SendAsync(request, ct);
        if (response.Headers.TryGetValues(ConsistencyHeader, out var values))
            consistency[call.SiteId] = values.First();
        return await WixAnswer.ReadAsync(response, options.Value.RateWindow, time, ct);
    }
}
