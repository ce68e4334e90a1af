using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A cursor-paged query: the first page with its filter and sort, a later one restored from its cursor.</summary>
internal sealed record CursorQuery(string Kind, JsonElement? Filter, JsonElement? SortJson, string? Expression, int Limit, int? Position)
{
    public const int MaxLimit = 100;

    /// <param name="query">The <c>query</c> or <c>search</c> object of the request; null asks for everything.</param>
    public static CursorQuery Read(string kind, JsonElement? query, int defaultLimit = MaxLimit)
    {
        var paging = Get(query, "cursorPaging") ?? Get(query, "paging");
        var limit = defaultLimit;
        if (Get(paging, "limit") is { } given)
        {
            if (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out limit) || limit is < 0 or > MaxLimit)
                throw WixRefusedException.Field("cursorPaging.limit", $"Must be between 0 and {MaxLimit}.", "MAX", new { threshold = MaxLimit });
        }

        if (Get(paging, "cursor") is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } token)
        {
            var cursor = Cursor.Decode(kind, token);
            return new CursorQuery(kind, cursor.Filter, cursor.Sort, cursor.Expression, limit, cursor.Position);
        }

        var expression = Get(Get(query, "search"), "expression") is { ValueKind: JsonValueKind.String } e ? e.GetString() : null;
        return new CursorQuery(kind, Get(query, "filter"), Get(query, "sort"), expression, limit, null);
    }

    public string CursorAt(int position) => new Cursor(Kind, Filter, SortJson, Expression, position).Encode();

    private static JsonElement? Get(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
