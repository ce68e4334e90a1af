using System.Text.Json;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>A poison message as <c>GET /api/queues/{name}/poison</c> shows it: what it is about, never what it says.</summary>
internal static class PoisonView
{
    private const int LongestValue = 200;

    public static object Of(PoisonMessage message)
    {
        var about = About(message.Body);
        return new
        {
            message.Queue,
            message.Id,
            state = message.State.ToString().ToLowerInvariant(),
            kind = about.GetValueOrDefault("kind"),
            siteId = about.GetValueOrDefault("siteId"),
            accountId = about.GetValueOrDefault("accountId"),
            jobId = about.GetValueOrDefault("jobId"),
            eventId = about.GetValueOrDefault("eventId"),
            message.Failure?.DequeueCount,
            message.InsertedOn,
            lastError = message.Failure?.Error,
            message.ChangedAt,
            message.Note,
        };
    }

    private static Dictionary<string, string> About(byte[] body)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return found;
            foreach (var name in new[] { "kind", "siteId", "accountId", "jobId", "eventId" })
            {
                if (json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= LongestValue } text)
                    found[name] = text;
            }
        }
        catch (JsonException)
        {
            // Not one of our messages; that is why it is here.
        }

        return found;
    }
}
