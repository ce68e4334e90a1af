using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Operations;

/// <summary><c>POST /api/parked/retry</c> and <c>POST /api/parked/dismiss</c>: a person's word on what is parked.</summary>
public sealed class DecideParked(ParkedItems items)
{
    private const int LongestBody = 4096;
    private const int LongestNote = 200;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    [Function("RetryParked")]
    public async Task<IActionResult> RetryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "parked/retry")] HttpRequest request, CancellationToken ct) =>
        await ReadAsync(request, ct) is { SiteId: { } site, Side: { } side, AccountId: { } account } item
            ? Answer(await items.RetryAsync(site, side, account, item.TransactionId, ct))
            : BadBody("siteId, side and accountId");

    [Function("DismissParked")]
    public async Task<IActionResult> DismissAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "parked/dismiss")] HttpRequest request, CancellationToken ct) =>
        await ReadAsync(request, ct) is { SiteId: { } site, Side: { } side, AccountId: { } account, Note.Length: > 0 and <= LongestNote } item
            ? Answer(await items.DismissAsync(site, side, account, item.TransactionId, item.Note, ct))
            : BadBody($"siteId, side, accountId and a note of 1 to {LongestNote} characters");

    private static async Task<ParkedDecision?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await RequestBody.ReadAsync(request, LongestBody, ct) is { } body ? JsonSerializer.Deserialize<ParkedDecision>(body, Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IActionResult Answer(ParkedResult result) => result switch
    {
        ParkedResult.Done => new OkResult(),
        ParkedResult.NotFound => Problems.Create(
            StatusCodes.Status404NotFound, "not-parked", "Nothing such is parked", "GET /api/parked lists what is."),
        ParkedResult.NoRoom => Problems.Create(
            StatusCodes.Status409Conflict, "account-busy", "The account has no room for it now",
            "So many of the account's changes are unsettled that this one does not fit: try again when they are."),
        ParkedResult.AccountStopped => Problems.Create(
            StatusCodes.Status409Conflict, "account-stopped", "The account is stopped",
            "Retry the account itself first: its item is the one without a transactionId."),
        _ => Problems.Create(
            StatusCodes.Status409Conflict, "cannot-be-retried", "It is more than can be mirrored",
            $"At most {ChangeParts.MostParts * ChangeParts.LargestWrite} points are mirrored as one change: book it by hand and dismiss it."),
    };

    private static ObjectResult BadBody(string needed) =>
        Problems.Create(StatusCodes.Status400BadRequest, "bad-body", "The body cannot be read", $"It must be a JSON object with {needed}.");
}
