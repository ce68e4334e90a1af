using System.Text.Json;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>The protected header of a JWS.</summary>
internal static class JwtHeader
{
    /// <summary>
    /// The algorithm that the header names, <c>""</c> when it names none or asks for an extension (<c>crit</c>) that a receiver must know;
    /// null when it is no JSON object.
    /// </summary>
    public static string? Read(ReadOnlySpan<byte> header)
    {
        try
        {
            var reader = new Utf8JsonReader(header);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;

            string? algorithm = null;
            var critical = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isAlgorithm = reader.ValueTextEquals("alg"u8);
                critical |= reader.ValueTextEquals("crit"u8);
                reader.Read();
                if (isAlgorithm)
                    algorithm = reader.TokenType == JsonTokenType.String ? Name(reader) : "";
                reader.Skip();
            }

            return reader.Read() ? null : critical ? "" : algorithm ?? "";
        }
        catch (Exception e) when (WixJson.IsMalformed(e))
        {
            return null;
        }
    }

    // The usual name without a new string.
    private static string Name(Utf8JsonReader reader) => reader.ValueTextEquals("RS256"u8) ? "RS256" : reader.GetString()!;
}
