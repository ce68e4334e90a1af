using System.Globalization;
using System.Text.Json;

namespace LoyaltyFunctions.Wix;

/// <summary>
/// Reads Wix's JSON as tolerantly as Wix writes it: missing and null are alike, 64-bit numbers come as strings or as numbers
/// (<see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/account-object"/>). A value of another type is malformed.
/// </summary>
internal static class WixJson
{
    /// <summary>What reading malformed JSON throws; <see cref="InvalidOperationException"/> is System.Text.Json's word for text that is not Unicode.</summary>
    public static bool IsMalformed(Exception e) => e is JsonException or InvalidOperationException or FormatException;

    /// <summary>The member, where it is there and not null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object ? throw new JsonException($"A {element.ValueKind} where an object with {name} was expected.")
        : element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value
        : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Unexpected(name, value);

    /// <summary>As <see cref="Text(JsonElement, string)"/>, cut to <paramref name="longest"/> characters.</summary>
    public static string? Text(this JsonElement element, string name, int longest) =>
        element.Text(name) is { } text && text.Length > longest ? text[..longest] : element.Text(name);

    /// <summary>A GUID in Wix's form: lower case with hyphens.</summary>
    public static string? Id(this JsonElement element, string name) =>
        element.Text(name) is not { Length: > 0 } text ? null
        : Guid.TryParseExact(text, "D", out var id) ? id.ToString()
        : throw new JsonException($"{name} is not a GUID.");

    public static string RequiredId(this JsonElement element, string name) =>
        element.Id(name) ?? throw new JsonException($"{name} is missing.");

    public static long? Int64(this JsonElement element, string name)
    {
        if (element.Member(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
            return number;
        if (value.ValueKind == JsonValueKind.String
            && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            return number;
        throw Unexpected(name, value);
    }

    public static bool Flag(this JsonElement element, string name) =>
        element.Member(name) is { } value && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Unexpected(name, value),
        };

    public static DateTimeOffset? Date(this JsonElement element, string name) =>
        element.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var date) ? date.ToUniversalTime()
        : throw Unexpected(name, value);

    /// <summary>The members of an array; none when it is missing.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : throw Unexpected(name, value);

    private static JsonException Unexpected(string name, JsonElement value) => new($"{name} is a {value.ValueKind} that cannot be read.");
}
