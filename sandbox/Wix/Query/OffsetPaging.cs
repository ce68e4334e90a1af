using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Offset paging of a query object.</summary>
internal static class OffsetPaging
{
    public static (int Limit, int Offset) Read(
        JsonElement query, int defaultLimit, int maxLimit, Func<WixRefusedException> illegalLimit, Func<WixRefusedException> illegalOffset)
    {
        if (query.Object("paging") is not { } paging)
            return (defaultLimit, 0);
        return (Number(paging, "limit", defaultLimit, maxLimit, illegalLimit), Number(paging, "offset", 0, int.MaxValue, illegalOffset));
    }

    private static int Number(JsonElement paging, string name, int unset, int most, Func<WixRefusedException> refusal) =>
        !paging.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? unset
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 && number <= most ? number
        : throw refusal();
}
