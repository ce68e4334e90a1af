using System.Diagnostics;
using LoyaltyFunctions.Lifecycle;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Takes Wix's webhooks: verifies, puts what matters on <c>wix-events</c>, answers 200. Wix wants the answer within 1,250 ms, and resends
/// for two days what is answered otherwise (<see href="https://dev.wix.com/docs/rest/articles/getting-started/webhook-resend-policy"/>).
/// </summary>
/// <remarks>
/// Guarantees: what is answered 200 is on the queue, or is nothing that the app acts on; what is refused leaves nothing. Does not
/// guarantee: that an event is on the queue once only, since Wix repeats them and the answer may be lost. One storage call a webhook.
/// </remarks>
public sealed partial class ReceiveWixWebhook(
    WixWebhookVerifier verifier,
    WixWebhookReader reader,
    ISiteSettings sites,
    MessageQueues queues,
    ReceiverMetrics metrics,
    TimeProvider time,
    ILogger<ReceiveWixWebhook> logger)
{
    private const string Source = "wix";

    [Function("ReceiveWixWebhook")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/wix")] HttpRequest request,
        CancellationToken ct)
    {
        var body = await RequestBody.ReadAsync(request, RequestBody.WebhookLimit, ct);
        if (body is null)
            return Refuse(WixWebhookRefusal.TooLarge);

        var verified = verifier.Verify(body);
        if (verified.Verdict != WebhookVerdict.Valid)
            return Refuse(WixWebhookRefusal.For(verified.Verdict));

        return reader.Read(verified.Envelope, time.GetUtcNow(), Activity.Current?.Id) switch
        {
            WebhookContent.Needed { Event: var own } when NewAccounts.IsOwn(own) => Drop(new("wix.loyalty.v1.account_created", own.SiteId)),
            WebhookContent.Needed needed => await AcceptAsync(needed.Event, ct),
            WebhookContent.NotNeeded other => Drop(other),
            WebhookContent.Malformed malformed => Refuse(WixWebhookRefusal.For(WebhookVerdict.MalformedPayload), malformed.Why),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<IActionResult> AcceptAsync(WixEvent wixEvent, CancellationToken ct)
    {
        var site = sites.Find(wixEvent.SiteId);
        // A new site makes itself known by its installation; before that nobody has configured it. A removal must be heard from any site.
        if (wixEvent.Kind is not (WixEventKind.AppInstalled or WixEventKind.AppRemoved))
        {
            if (site is null)
                return Refuse(WixWebhookRefusal.UnknownSite, wixEvent.SiteId);
            if (!site.Enabled)
                return Refuse(WixWebhookRefusal.DisabledSite, wixEvent.SiteId);
        }

        await queues.SendAsync(QueueNames.WixEvents, wixEvent, TimeSpan.Zero, ct);
        metrics.Received(Source, "queued");
        return new OkResult();
    }

    private OkResult Drop(WebhookContent.NotNeeded other)
    {
        Log.Dropped(logger, other.EventType, other.SiteId);
        metrics.Received(Source, "not_needed");
        return new OkResult();
    }

    private ObjectResult Refuse(WixWebhookRefusal refusal, string? about = null)
    {
        refusal.Log(logger, about);
        metrics.Received(Source, refusal.Code);
        return Problems.Create(refusal.Status, refusal.Code, "The webhook was refused", refusal.Detail);
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Debug, "Wix webhook {EventType} of site {SiteId} is not needed: dropped")]
        public static partial void Dropped(ILogger logger, string eventType, string siteId);
    }
}
