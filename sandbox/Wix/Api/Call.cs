using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>One call of the app: its site, its parameters, and the events that it causes.</summary>
internal sealed class Call(HttpContext http, SimSite? site, string requestId, JsonElement body)
{
    private readonly JsonElement packed = Packed(http.Request.Query[".r"]);

    /// <summary>The site of the caller's token. Not for calls without one.</summary>
    public SimSite Site => site!;

    public JsonElement Body => body;
    public string RequestId => requestId;
    public Origin Origin { get; } = new(ByApp: true, requestId);
    public List<WebhookEvent> Events { get; } = [];

    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>
    /// A parameter of a GET: from the query string with nested names joined by dots, or from <c>.r</c>, base64url of the parameters as JSON,
    /// as Wix's SDK sends some.
    /// </summary>
    public string? Query(string name)
    {
        if (http.Request.Query.TryGetValue(name, out var plain))
            return plain.ToString();

        var found = packed;
        foreach (var part in name.Split('.'))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(part, out found))
                return null;
        }

        return found.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : found.ToString();
    }

    public IReadOnlyList<string> QueryList(string name) =>
        [.. http.Request.Query[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))];

    public int QueryInt(string name, int unset, int least, int most, Func<WixRefusedException> refusal) =>
        Query(name) is not { } text ? unset
        : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw refusal();

    private static JsonElement Packed(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return default;

        try
        {
            return JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(text));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw WixRefusedException.Field(".r", "Not base64url of JSON.", "FORMAT");
        }
    }
}
