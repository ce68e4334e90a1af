using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>Property <c>redrive</c> of a message that was put back: the row of table <c>Poison</c> that it stands for.</summary>
public static class RedriveTicket
{
    private const string Name = "redrive";

    /// <summary>The ticket of a message; null for one that was not put back.</summary>
    public static string? In(BinaryData body)
    {
        // Almost no message has one, so the cheap look comes first.
        if (body.ToMemory().Span.IndexOf("\"redrive\""u8) < 0)
            return null;
        try
        {
            return JsonNode.Parse(body.ToMemory().Span) is JsonObject json && json[Name] is JsonValue value && value.TryGetValue<string>(out var ticket) ? ticket : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The body with the ticket in it; as it is when it is no JSON object, which no function reads anyway.</summary>
    public static BinaryData Put(byte[] body, string ticket)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject json)
            {
                json[Name] = ticket;
                return new BinaryData(JsonSerializer.SerializeToUtf8Bytes(json));
            }
        }
        catch (JsonException)
        {
            // Goes back as it came, and will come again.
        }

        return new BinaryData(body);
    }
}
