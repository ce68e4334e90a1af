using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Sends one webhook once and says what came of it. Only status 200 in time is an acknowledgement.</summary>
internal sealed class WebhookSender(WixWorld world) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<(WebhookOutcome Outcome, int? Status)> SendAsync(Uri? url, string token, CancellationToken ct)
    {
        if (url is null)
            return (WebhookOutcome.Unreachable, null);

        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(token)) };
        request.Content.Headers.ContentType = world.Behaviour.ContentType switch
        {
            WebhookContentType.TextPlain => new MediaTypeHeaderValue("text/plain"),
            WebhookContentType.ApplicationJson => new MediaTypeHeaderValue("application/json"),
            _ => null,
        };
        using var late = new CancellationTokenSource(world.Options.AcknowledgeWithin, world.Options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (answer.StatusCode == HttpStatusCode.OK ? WebhookOutcome.Acknowledged : WebhookOutcome.Refused, (int)answer.StatusCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (WebhookOutcome.TimedOut, null);
        }
        catch (HttpRequestException)
        {
            return (WebhookOutcome.Unreachable, null);
        }
    }

    public void Dispose() => http.Dispose();
}
