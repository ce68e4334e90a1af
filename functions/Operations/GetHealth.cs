using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Operations;

/// <summary><c>GET /api/health</c>: 200 when storage answers, 503 when it does not. Costs one storage call.</summary>
public sealed partial class GetHealth(TableServiceClient tables, ILogger<GetHealth> logger)
{
    [Function(nameof(GetHealth))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken ct)
    {
        try
        {
            await tables.GetTableClient(TableNames.Sites).GetEntityIfExistsAsync<TableEntity>("health", "health", cancellationToken: ct);
            return new JsonResult(new { status = "healthy" });
        }
        catch (RequestFailedException e)
        {
            Log.StorageUnavailable(logger, e.Status, e.ErrorCode);
            return Problems.Create(StatusCodes.Status503ServiceUnavailable, "storage-unavailable", "Storage does not answer", $"Table storage answered {e.Status} {e.ErrorCode}.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Table storage answered {Status} {Code}")]
        public static partial void StorageUnavailable(ILogger logger, int status, string? code);
    }
}
