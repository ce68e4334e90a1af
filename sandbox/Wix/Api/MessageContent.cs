using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The content of a message: exactly one kind, with Wix's limits.</summary>
internal static class MessageContent
{
    private static readonly string[] Kinds = ["basic", "template", "minimal", "form"];

    /// <summary>The text that people read, one item a line.</summary>
    /// <exception cref="WixRefusedException">400: no content, or beyond a limit.</exception>
    public static string Text(JsonElement content)
    {
        var given = Kinds.Where(kind => content.Object(kind) is not null).ToList();
        if (given.Count != 1)
            throw WixRefusedException.Field("message.content", "Exactly one of basic, template, minimal and form is required.", "REQUIRED_ONE_OF_FIELD");

        var kind = content.Object(given[0])!.Value;
        return given[0] switch
        {
            "basic" => string.Join('\n', Items(kind)),
            "template" => string.Join('\n', Lines(kind).Prepend(kind.Text("title", 0, 512)).OfType<string>()),
            "minimal" => kind.Text("text", 0, 16_384) ?? "",
            _ => kind.Text("title", 0, 512) ?? "",
        };
    }

    private static List<string> Items(JsonElement basic)
    {
        if (!basic.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array || items.GetArrayLength() == 0)
            throw WixRefusedException.Field("message.content.basic.items", "At least one item is required.", "MIN_SIZE");
        return items.EnumerateArray().Select(item =>
            item.Object("image") is not null ? "[image]"
            : item.Object("file") is not null ? "[file]"
            : item.RequiredText("text", 1, 16_384)).ToList();
    }

    private static List<string> Lines(JsonElement template)
    {
        if (!template.TryGetProperty("textLines", out var lines) || lines.ValueKind != JsonValueKind.Array)
            return [];
        if (lines.GetArrayLength() > 10 || lines.EnumerateArray().Any(l => l.ToString().Length > 512))
            throw WixRefusedException.Field("message.content.template.textLines", "At most 10 lines of at most 512 characters.", "MAX_SIZE");
        return lines.EnumerateArray().Select(l => l.ToString()).ToList();
    }
}
