using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Operations;

/// <summary><c>GET /api/status</c>: what this process did since it started. Of several processes each tells its own.</summary>
public sealed class GetStatus(MeterSnapshot meters)
{
    [Function(nameof(GetStatus))]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequest request) =>
        new JsonResult(new { processId = Environment.ProcessId, counters = meters.Counters, lag = meters.Lags });
}
