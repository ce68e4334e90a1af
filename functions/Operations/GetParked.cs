using LoyaltyFunctions.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Operations;

/// <summary><c>GET /api/parked?siteId=</c>: the newest 1,000 things that need a person, with their reasons.</summary>
public sealed class GetParked(ParkedStore parked)
{
    private const int Limit = 1000;

    [Function(nameof(GetParked))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "parked")] HttpRequest request, CancellationToken ct)
    {
        List<ParkedItem> items = [];
        await foreach (var item in parked.ListAsync(request.Query["siteId"].FirstOrDefault(), ct))
            items.Add(item);
        return new JsonResult(new
        {
            count = items.Count,
            items = items.OrderByDescending(item => item.At).Take(Limit).Select(item => new
            {
                item.SiteId, side = item.Side.ToString(), item.AccountId, item.WixAccountId, item.TransactionId, item.Points, item.Reason, item.At,
            }),
        });
    }
}
