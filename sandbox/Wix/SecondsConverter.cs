using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Durations of the control API: a number of seconds.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    private const double Longest = 365d * 24 * 3600;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.GetDouble() is var seconds && Math.Abs(seconds) <= Longest
            ? TimeSpan.FromSeconds(seconds)
            : throw new JsonException("Not a number of seconds.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}
