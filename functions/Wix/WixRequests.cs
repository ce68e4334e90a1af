using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Wix;

/// <summary>Bodies of the calls, named and ordered as Wix's SDK sends them.</summary>
internal static class WixRequests
{
    public sealed record TokenRequest(
        [property: JsonPropertyName("instance_id")] string InstanceId,
        [property: JsonPropertyName("client_id")] string ClientId,
        [property: JsonPropertyName("client_secret")] string ClientSecret,
        [property: JsonPropertyName("grant_type")] string GrantType);

    /// <param name="Revision">A 64-bit number travels as a string.</param>
    public sealed record AdjustPoints(string AccountId, string Description, long Amount, string Revision);

    public sealed record EarnPoints(string AccountId, long Amount, string Description, string AppId, string IdempotencyKey);

    public sealed record CreateAccount(string ContactId);

    public sealed record TransactionQuery(TransactionQueryBody Query);

    /// <param name="Filter">First page only; later ones have the cursor alone.</param>
    public sealed record TransactionQueryBody(TransactionFilter? Filter, CursorPaging CursorPaging, IReadOnlyList<Sort>? Sort);

    public sealed record TransactionFilter(string AccountId, FromDate? CreatedDate, string? IdempotencyKey);

    public sealed record FromDate([property: JsonPropertyName("$gte")] string AtOrAfter);

    public sealed record CursorPaging(int Limit, string? Cursor = null);

    public sealed record ContactQuery(ContactQueryBody Query);

    public sealed record ContactQueryBody(ContactFilter Filter, OffsetPaging Paging, IReadOnlyList<Sort> Sort);

    public sealed record ContactFilter([property: JsonPropertyName("info.emails.email")] string Email);

    public sealed record OffsetPaging(int Limit, int Offset);

    public sealed record Sort(string FieldName, string Order);
}
