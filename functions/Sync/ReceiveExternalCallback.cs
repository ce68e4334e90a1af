using System.Diagnostics;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Receives the callbacks of a site's external system: checks the signature, puts the change on <c>external-events</c>, answers. A 200
/// promises that the change is on the queue (or is of a kind that nobody here acts on); anything else that nothing was kept, so that the
/// system sends it again. The same callback twice is two messages: the ledger tells them apart.
/// </summary>
public sealed partial class ReceiveExternalCallback(
    ISiteSettings sites, MessageQueues queues, ReceiverMetrics metrics, TimeProvider time, ILogger<ReceiveExternalCallback> logger)
{
    [Function("ReceiveExternalCallback")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/external/{siteId}")] HttpRequest request,
        string siteId,
        CancellationToken ct)
    {
        if (sites.Find(siteId) is not { } site)
        {
            Log.UnknownSite(logger);
            return Refuse(StatusCodes.Status404NotFound, "unknown-site", "Unknown site", "This deployment does not serve the site in the address.");
        }

        if (!site.Enabled)
        {
            Log.DisabledSite(logger, siteId);
            return Refuse(StatusCodes.Status403Forbidden, "disabled-site", "Disabled site", "The site in the address is switched off here.");
        }

        if (await RequestBody.ReadAsync(request, RequestBody.WebhookLimit, ct) is not { } body)
        {
            Log.TooLarge(logger, siteId);
            return Refuse(
                StatusCodes.Status413PayloadTooLarge, "too-large", "Too large", $"The body is longer than {RequestBody.WebhookLimit} bytes.");
        }

        var headers = new WebhookHeaders(
            request.Headers[StandardWebhooks.IdHeader],
            request.Headers[StandardWebhooks.TimestampHeader],
            request.Headers[StandardWebhooks.SignatureHeader]);
        return StandardWebhooks.Verify(body, headers, site.External.WebhookSecrets, time.GetUtcNow()) is not WebhookVerdict.Valid and var verdict
            ? Unverified(siteId, verdict)
            : await AcceptAsync(siteId, headers.Id!, body, ct);
    }

    private async Task<IActionResult> AcceptAsync(string siteId, string eventId, byte[] body, CancellationToken ct)
    {
        switch (ExternalCallback.Read(body))
        {
            case ExternalCallback.PointsChanged change:
                var message = new ExternalEvent(
                    V: 1, siteId, eventId, change.Transaction.AccountId, change.Transaction, change.Balance,
                    Attempt: 0, time.GetUtcNow(), Activity.Current?.Id);
                await queues.SendAsync(QueueNames.ExternalEvents, message, delay: TimeSpan.Zero, ct);
                Log.Queued(logger, siteId, eventId);
                return Answer("queued");
            case ExternalCallback.UnknownType:
                // 200, or the system would send it again and again.
                Log.UnknownEventType(logger, siteId, eventId);
                return Answer("unknown_event_type");
            case ExternalCallback.Malformed malformed:
                Log.Malformed(logger, siteId, eventId, malformed.Why);
                return Refuse(StatusCodes.Status422UnprocessableEntity, "malformed-body", "Malformed body", malformed.Why);
            default:
                throw new UnreachableException();
        }
    }

    private ObjectResult Unverified(string siteId, WebhookVerdict verdict)
    {
        const int unauthorized = StatusCodes.Status401Unauthorized;
        switch (verdict)
        {
            case WebhookVerdict.MissingHeader:
                Log.MissingHeader(logger, siteId);
                return Refuse(
                    StatusCodes.Status400BadRequest, "missing-header", "Missing header",
                    "webhook-id, webhook-timestamp and webhook-signature must all be there.");
            case WebhookVerdict.MalformedHeader:
                Log.MalformedHeader(logger, siteId);
                return Refuse(
                    StatusCodes.Status400BadRequest, "malformed-header", "Malformed header",
                    "webhook-id has up to 256 characters, webhook-timestamp is Unix seconds, webhook-signature holds v1,<base64> items.");
            case WebhookVerdict.TooOld:
                Log.TooOld(logger, siteId);
                return Refuse(unauthorized, "too-old", "Too old", "webhook-timestamp is more than 5 minutes ago. Sign each delivery anew.");
            case WebhookVerdict.TooNew:
                Log.TooNew(logger, siteId);
                return Refuse(unauthorized, "too-new", "Too new", "webhook-timestamp is more than 5 minutes ahead. Check the sender's clock.");
            default:
                Log.BadSignature(logger, siteId);
                return Refuse(unauthorized, "bad-signature", "Bad signature", "No signature over these bytes was made with a secret of this site.");
        }
    }

    private OkResult Answer(string outcome)
    {
        metrics.Received("external", outcome);
        return new OkResult();
    }

    private ObjectResult Refuse(int status, string code, string title, string detail)
    {
        metrics.Received("external", code);
        return Problems.Create(status, code, title, detail);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2200, Level = LogLevel.Debug, Message = "External callback {EventId} of site {SiteId} queued")]
        public static partial void Queued(ILogger logger, string siteId, string eventId);

        // The address is anybody's to write: it stays out of the log.
        [LoggerMessage(EventId = 2201, Level = LogLevel.Warning, Message = "External callback for a site that is not configured refused")]
        public static partial void UnknownSite(ILogger logger);

        [LoggerMessage(EventId = 2202, Level = LogLevel.Warning, Message = "External callback for the disabled site {SiteId} refused")]
        public static partial void DisabledSite(ILogger logger, string siteId);

        [LoggerMessage(EventId = 2203, Level = LogLevel.Warning, Message = "External callback of site {SiteId} refused: larger than the limit")]
        public static partial void TooLarge(ILogger logger, string siteId);

        [LoggerMessage(EventId = 2204, Level = LogLevel.Warning, Message = "External callback of site {SiteId} refused: a webhook header is missing")]
        public static partial void MissingHeader(ILogger logger, string siteId);

        [LoggerMessage(EventId = 2205, Level = LogLevel.Warning, Message = "External callback of site {SiteId} refused: a webhook header is malformed")]
        public static partial void MalformedHeader(ILogger logger, string siteId);

        [LoggerMessage(EventId = 2206, Level = LogLevel.Warning, Message = "External callback of site {SiteId} refused: signed too long ago")]
        public static partial void TooOld(ILogger logger, string siteId);

        [LoggerMessage(EventId = 2207, Level = LogLevel.Warning, Message = "External callback of site {SiteId} refused: signed in the future")]
        public static partial void TooNew(ILogger logger, string siteId);

        [LoggerMessage(EventId = 2208, Level = LogLevel.Warning, Message = "External callback of site {SiteId} refused: no signature matches")]
        public static partial void BadSignature(ILogger logger, string siteId);

        [LoggerMessage(EventId = 2209, Level = LogLevel.Error, Message = "External callback {EventId} of site {SiteId} refused: {Why}")]
        public static partial void Malformed(ILogger logger, string siteId, string eventId, string why);

        [LoggerMessage(EventId = 2210, Level = LogLevel.Information, Message = "External callback {EventId} of site {SiteId} has a type nobody acts on: dropped")]
        public static partial void UnknownEventType(ILogger logger, string siteId, string eventId);
    }
}
