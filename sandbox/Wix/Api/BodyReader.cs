using System.Globalization;
using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Reads and validates fields of a request's body. Refusals are Wix's validation errors.</summary>
internal static class BodyReader
{
    public static JsonElement? Object(this JsonElement body, string name) =>
        Find(body, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? value : throw WixRefusedException.Field(name, "Must be an object.", "FORMAT");

    /// <summary>A string of the given length; null when absent or null.</summary>
    public static string? Text(this JsonElement body, string name, int least, int most)
    {
        if (Find(body, name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw WixRefusedException.Field(name, "Must be a string.", "FORMAT");
        var text = value.GetString()!;
        if (text.Length < least)
            throw WixRefusedException.Field(name, $"Must be at least {least} characters long.", "MIN_LENGTH", new { threshold = least });
        return text.Length <= most ? text : throw WixRefusedException.Field(name, $"Must be at most {most} characters long.", "MAX_LENGTH", new { threshold = most });
    }

    public static string RequiredText(this JsonElement body, string name, int least, int most) =>
        body.Text(name, least, most) ?? throw Required(name);

    /// <summary>A GUID in lower case; null when absent or null.</summary>
    public static string? Id(this JsonElement body, string name) =>
        body.Text(name, 1, 100) is not { } text ? null
        : Guid.TryParseExact(text, "D", out _) ? text : throw WixRefusedException.Field(name, "Must be a GUID.", "FORMAT");

    /// <summary>A whole number as protobuf's JSON reads it, from a number or its text; null when absent or null.</summary>
    public static long? Whole(this JsonElement body, string name, long least, long most)
    {
        if (Find(body, name) is not { } value)
            return null;

        long number = 0;
        var read = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        if (!read)
            throw WixRefusedException.Field(name, "Must be a whole number.", "FORMAT");
        if (number < least)
            throw WixRefusedException.Field(name, $"Must be at least {least}.", "MIN", new { threshold = least });
        return number <= most ? number : throw WixRefusedException.Field(name, $"Must be at most {most}.", "MAX", new { threshold = most });
    }

    public static WixRefusedException Required(string name) => WixRefusedException.Field(name, "Is required.", "REQUIRED_FIELD");

    private static JsonElement? Find(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
