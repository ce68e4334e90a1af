using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Dates of entities: ISO 8601, UTC, milliseconds, <c>Z</c>.</summary>
internal sealed class WixDateConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
