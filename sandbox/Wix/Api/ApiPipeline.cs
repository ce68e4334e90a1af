using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// What every call of the app goes through: counted, perhaps failed on purpose, authenticated, held to the rate limit, answered or not,
/// and its events sent before or after the answer.
/// </summary>
internal sealed class ApiPipeline(WixWorld world, Tokens tokens, RateLimit rate, WebhookDispatcher webhooks)
{
    public void Map(IEndpointRouteBuilder routes, string method, string path, Func<Call, object> handle) => Map(routes, method, path, handle, anonymous: false);

    public void MapAnonymous(IEndpointRouteBuilder routes, string method, string path, Func<Call, object> handle) => Map(routes, method, path, handle, anonymous: true);

    /// <summary>Anything else under Wix's address.</summary>
    public void MapUnknown(IEndpointRouteBuilder routes) => routes.MapFallback(
        async http =>
        {
            world.Requests.Received("unknown");
            await WriteAsync(http, 404, new { message = "", details = new { } });
        });

    private void Map(IEndpointRouteBuilder routes, string method, string path, Func<Call, object> handle, bool anonymous)
    {
        var endpoint = $"{method} {path}";
        routes.MapMethods(path, [method], http => RunAsync(http, endpoint, handle, anonymous));
    }

    private async Task RunAsync(HttpContext http, string endpoint, Func<Call, object> handle, bool anonymous)
    {
        var requestId = Guid.NewGuid().ToString();
        http.Response.Headers["X-Wix-Request-Id"] = requestId;
        world.Requests.Received(endpoint);
        Call call;
        object answer;
        try
        {
            var body = await ReadBodyAsync(http);
            FailOnPurpose();
            var site = anonymous ? null : tokens.Authenticate(http.Request.Headers.Authorization);
            if (site is not null)
                rate.Take(site.InstanceId);
            call = new Call(http, site, requestId, body);
            answer = handle(call);
        }
        catch (WixRefusedException refusal)
        {
            if (refusal.RetryAfter is { } seconds)
                http.Response.Headers.RetryAfter = Wire.Number(seconds);
            await WriteAsync(http, refusal.Status, refusal.Body);
            return;
        }

        if (world.Behaviour.WebhookTiming == WebhookTiming.BeforeAnswer)
        {
            await webhooks.DeliverNowAsync(call.Events);
            await AnswerAsync(http, answer);
        }
        else
        {
            await AnswerAsync(http, answer);
            webhooks.Post(call.Events);
        }
    }

    private void FailOnPurpose()
    {
        var behaviour = world.Behaviour;
        if (world.Chance.Of(behaviour.ThrottleRate))
            throw RateLimit.Refusal(world, TimeSpan.FromSeconds(1));
        if (world.Chance.Of(behaviour.ErrorRate))
            throw WixRefusedException.Server(world.Chance.Of(0.5) ? 500 : 503);
    }

    private async Task AnswerAsync(HttpContext http, object answer)
    {
        var behaviour = world.Behaviour;
        if (!world.Chance.Of(behaviour.AnswerLostRate))
        {
            await WriteAsync(http, 200, answer);
            return;
        }

        world.Requests.Answered("lost");
        if (behaviour.LostAnswer == LostAnswer.GatewayTimeout || (behaviour.LostAnswer == LostAnswer.Either && world.Chance.Of(0.5)))
            await WriteAsync(http, 504, WixRefusedException.Server(504).Body);
        else
            http.Abort();
    }

    private static async Task<JsonElement> ReadBodyAsync(HttpContext http)
    {
        // A GET has none; Activate may come without.
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || (request.ContentLength ?? 0) == 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
            return default;

        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw WixRefusedException.Field("body", "Not JSON.", "FORMAT");
        }
    }

    private async Task WriteAsync(HttpContext http, int status, object body)
    {
        world.Requests.Answered(Wire.Number(status));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, WixJson.Options);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes);
    }
}
