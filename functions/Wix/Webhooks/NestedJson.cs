using System.Text.Json;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>
/// JSON inside JSON: Wix sends the inner document as a string, its documentation draws it as an object; both are read.
/// <see href="https://dev.wix.com/docs/api-reference/articles/work-with-wix-apis/platform/about-the-structure-of-webhooks"/>
/// </summary>
internal static class NestedJson
{
    /// <summary>The document at the reader's value, which is then consumed; empty for null.</summary>
    /// <exception cref="JsonException">The value is neither string nor object.</exception>
    public static ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var text = GC.AllocateUninitializedArray<byte>(reader.ValueSpan.Length);
                return text.AsMemory(0, reader.CopyString(text));
            case JsonTokenType.StartObject:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return json[start..(int)reader.BytesConsumed];
            case JsonTokenType.Null:
                return default;
            default:
                throw new JsonException($"A {reader.TokenType} where a JSON document was expected.");
        }
    }
}
