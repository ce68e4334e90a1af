using System.Security.Cryptography;
using System.Text.Json;
using LoyaltyFunctions.Sync;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>
/// Turns a verified webhook into what the app acts on. Accepts today's form and the older one (<c>entityAsJson</c>, <c>bodyAsJson</c>,
/// <c>latestTransaction</c>). <see href="https://dev.wix.com/docs/api-reference/articles/work-with-wix-apis/platform/about-the-structure-of-webhooks"/>
/// </summary>
public sealed class WixWebhookReader(IOptions<WixOptions> options)
{
    private const int Version = 1;

    private readonly string appId = options.Value.AppId;

    /// <param name="envelope">As <see cref="WebhookVerification.Envelope"/>.</param>
    public WebhookContent Read(ReadOnlyMemory<byte> envelope, DateTimeOffset receivedAt, string? traceParent)
    {
        try
        {
            var outer = WixEnvelope.Read(envelope);
            if (WixEventTypes.KindOf(outer.EventType) is not { } kind)
                return new WebhookContent.NotNeeded(outer.EventType, outer.SiteId);

            var blank = new WixEvent(
                Version, kind, outer.SiteId, "", receivedAt, null, null, 0, null,
                string.Equals(outer.AppId, appId, StringComparison.OrdinalIgnoreCase), null, null, false, 0, receivedAt, traceParent);
            return kind is WixEventKind.AppInstalled or WixEventKind.AppRemoved
                ? new WebhookContent.Needed(blank with { EventId = IdFrom(outer.Event) })
                : ReadDomainEvent(blank, outer);
        }
        catch (Exception e) when (WixJson.IsMalformed(e))
        {
            return new WebhookContent.Malformed(e is JsonException { Path: null, LineNumber: null } ? e.Message : "The JSON is broken.");
        }
    }

    private static WebhookContent ReadDomainEvent(WixEvent blank, WixEnvelope outer)
    {
        using var document = JsonDocument.Parse(outer.Event);
        var domainEvent = document.RootElement;
        if (blank.Kind == WixEventKind.ContactDeleted && domainEvent.Text("originatedFrom") == "merge")
            return new WebhookContent.NotNeeded(outer.EventType, outer.SiteId);

        using var payload = DomainEventPayload.Open(domainEvent);
        return new WebhookContent.Needed(WixEventContent.Fill(
            blank with
            {
                EventId = Guid.TryParseExact(domainEvent.Text("id"), "D", out var id) ? id.ToString() : IdFrom(outer.Event),
                EventTime = domainEvent.Date("eventTime") ?? blank.EventTime,
                Anonymize = domainEvent.Flag("triggeredByAnonymizeRequest"),
            },
            domainEvent,
            payload.Root));
    }

    // Some events have no id of their own. One from the content is the same for every delivery of it.
    private static string IdFrom(ReadOnlyMemory<byte> content) => new Guid(SHA256.HashData(content.Span).AsSpan(0, 16)).ToString();
}
