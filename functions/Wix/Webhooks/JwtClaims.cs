using System.Text.Json;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>The claims of a Wix webhook.</summary>
/// <param name="Data">The envelope, as UTF-8 JSON: the unescaped string that Wix sends, or the object itself.</param>
/// <param name="Expires">Seconds since 1970.</param>
/// <param name="NotBefore">Seconds since 1970.</param>
internal readonly record struct JwtClaims(ReadOnlyMemory<byte> Data, double? Expires, double? NotBefore)
{
    public static bool TryRead(byte[] payload, out JwtClaims claims)
    {
        claims = default;
        try
        {
            var reader = new Utf8JsonReader(payload);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueTextEquals("data"u8) ? 'd' : reader.ValueTextEquals("exp"u8) ? 'e' : reader.ValueTextEquals("nbf"u8) ? 'n' : ' ';
                reader.Read();
                switch (name)
                {
                    case 'd':
                        claims = claims with { Data = NestedJson.Read(ref reader, payload) };
                        break;
                    case 'e':
                        claims = claims with { Expires = reader.GetDouble() };
                        break;
                    case 'n':
                        claims = claims with { NotBefore = reader.GetDouble() };
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            return !reader.Read() && !claims.Data.IsEmpty;
        }
        catch (Exception e) when (WixJson.IsMalformed(e))
        {
            return false;
        }
    }
}
