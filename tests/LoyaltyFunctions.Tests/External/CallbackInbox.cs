using System.Collections.Concurrent;
using System.Text.Json;
using LoyaltyFunctions.External;

namespace LoyaltyFunctions.Tests.External;

/// <summary>A receiver of callbacks that checks each signature and keeps what came, in the order in which it came.</summary>
internal sealed class CallbackInbox : IAsyncDisposable
{
    private ScriptedServer server = null!;

    public ConcurrentQueue<Received> Received { get; } = new();

    /// <summary>Answers the first so many with 500.</summary>
    public int FailuresLeft { get; set; }

    public Uri Url => new(server.Address, "/callbacks");

    public static async Task<CallbackInbox> StartAsync(IReadOnlyList<string> secrets, int failures = 0)
    {
        var inbox = new CallbackInbox { FailuresLeft = failures };
        inbox.server = await ScriptedServer.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = new WebhookHeaders(
                context.Request.Headers["webhook-id"], context.Request.Headers["webhook-timestamp"], context.Request.Headers["webhook-signature"]);
            var verdict = StandardWebhooks.Verify(body.ToArray(), headers, secrets, DateTimeOffset.UtcNow);
            inbox.Received.Enqueue(new Received(headers.Id!, verdict, JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("data")));
            if (inbox.FailuresLeft-- > 0)
                context.Response.StatusCode = 500;
        });
        return inbox;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
