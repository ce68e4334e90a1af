using System.Globalization;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Operations;

/// <summary>
/// <c>GET /api/parked</c>: what needs a person, with its reasons, newest first, 1,000 a page: <c>?offset=</c> the <c>next</c> of the page
/// before. <c>?siteId=</c>, <c>?side=</c>, <c>?reason=</c> and <c>?accountId=</c> choose. The answer's <c>reasons</c> counts all that is chosen.
/// </summary>
public sealed class GetParked(ParkedStore parked)
{
    private const int PageSize = 1000;

    [Function(nameof(GetParked))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "parked")] HttpRequest request, CancellationToken ct)
    {
        var query = request.Query;
        var offset = 0;
        Side? side = null;
        if ((query["offset"].FirstOrDefault() is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset))
            || (query["side"].FirstOrDefault() is { } named && (side = SideOf(named)) is null))
        {
            return Problems.Create(
                StatusCodes.Status400BadRequest, "bad-query", "The query cannot be read", "offset is a whole number, side is Wix or External.");
        }

        var (reason, accountId) = (query["reason"].FirstOrDefault(), query["accountId"].FirstOrDefault());
        List<ParkedItem> items = [];
        await foreach (var item in parked.ListAsync(query["siteId"].FirstOrDefault(), ct))
        {
            if ((side is null || item.Side == side) && (reason is null || item.Reason == reason) && (accountId is null || item.AccountId == accountId))
                items.Add(item);
        }

        var page = items.OrderByDescending(item => item.At).ThenBy(item => item.AccountId, StringComparer.Ordinal)
            .ThenBy(item => item.TransactionId, StringComparer.Ordinal).Skip(offset).Take(PageSize);
        return new JsonResult(new
        {
            count = items.Count,
            reasons = items.GroupBy(item => item.Reason).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
            items = page.Select(item => new
            {
                item.SiteId, side = item.Side.ToString(), item.AccountId, item.WixAccountId, item.TransactionId, item.Points, item.Reason, item.At,
            }),
            next = offset + PageSize < items.Count ? offset + PageSize : (int?)null,
        });
    }

    private static Side? SideOf(string text) => text.ToLowerInvariant() switch
    {
        "wix" => Side.Wix,
        "external" => Side.External,
        _ => null,
    };
}
