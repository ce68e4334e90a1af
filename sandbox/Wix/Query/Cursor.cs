using System.Buffers.Text;
using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A place in a query's result, with the query itself: the next page is asked for with the cursor alone.</summary>
/// <param name="Kind">The endpoint that gave it.</param>
/// <param name="Position">In a result by creation: the sequence of the last item given. Otherwise how many items were given.</param>
internal sealed record Cursor(string Kind, JsonElement? Filter, JsonElement? Sort, string? Expression, int Position)
{
    /// <summary>The longest that Wix allows. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/query-loyalty-accounts"/></summary>
    private const int Longest = 16_000;

    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, WixJson.Options));

    /// <exception cref="WixRefusedException">400: not a cursor of this endpoint.</exception>
    public static Cursor Decode(string kind, string text)
    {
        try
        {
            if (text.Length <= Longest && JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text), WixJson.Options) is { } cursor && cursor.Kind == kind)
                return cursor;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Answered below like any other text that is no cursor.
        }

        throw WixRefusedException.Field("cursorPaging.cursor", "Not a valid cursor.", "FORMAT");
    }
}
