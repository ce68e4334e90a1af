using System.Text.Json;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>What is around every webhook's event.</summary>
/// <param name="SiteId">The app's <c>instanceId</c> on the site: a GUID, lower case.</param>
/// <param name="Event">The event, as UTF-8 JSON; empty when there is none.</param>
/// <param name="AppId">The app whose call triggered the event; null when it was somebody else, or Wix does not say.</param>
internal sealed record WixEnvelope(string EventType, string SiteId, ReadOnlyMemory<byte> Event, string? AppId)
{
    private const int LongestEventType = 200;

    /// <exception cref="JsonException">It is not such an envelope.</exception>
    /// <exception cref="InvalidOperationException">It holds text that is not Unicode.</exception>
    public static WixEnvelope Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The envelope is not an object.");

        string? eventType = null;
        string? site = null;
        ReadOnlyMemory<byte> data = default;
        ReadOnlyMemory<byte> identity = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Next(ref reader, "eventType"u8))
                eventType = reader.GetString();
            else if (Next(ref reader, "instanceId"u8))
                site = reader.GetString();
            else if (Next(ref reader, "data"u8))
                data = NestedJson.Read(ref reader, json);
            else if (Next(ref reader, "identity"u8))
                identity = NestedJson.Read(ref reader, json);
            else
                reader.Skip();
        }

        if (eventType is null or { Length: 0 or > LongestEventType } || !Guid.TryParseExact(site, "D", out var siteId))
            throw new JsonException("The envelope's eventType or instanceId is missing or malformed.");
        return new(eventType, siteId.ToString(), data, AppOf(identity));
    }

    private static bool Next(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    private static string? AppOf(ReadOnlyMemory<byte> identity)
    {
        if (identity.IsEmpty)
            return null;
        var reader = new Utf8JsonReader(identity.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The envelope's identity is not an object.");

        string? type = null;
        string? app = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Next(ref reader, "identityType"u8))
                type = reader.GetString();
            else if (Next(ref reader, "appId"u8))
                app = reader.GetString();
            else
                reader.Skip();
        }

        return type == "APP" ? app : null;
    }
}
