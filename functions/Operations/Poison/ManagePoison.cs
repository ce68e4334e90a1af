using System.Text.Json;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>
/// <c>GET /api/queues/{name}/poison</c> lists the messages of a queue that failed too often, a page of 200 at a time
/// (<c>?after=</c> the last id; <c>?all=true</c> with those that were put back or dismissed). <c>POST /api/queues/{name}/redrive</c> with
/// <c>{"ids":[…]}</c> or <c>{"all":true}</c> puts them back; <c>POST /api/queues/{name}/poison/dismiss</c> with <c>{"ids":[…],"note":"…"}</c>
/// says that they are not needed.
/// </summary>
public sealed class ManagePoison(PoisonQueues recorder, PoisonStore store, Redrives redrives)
{
    private const int PageSize = 200;
    private const int MostIds = 1000;
    private const int LongestBody = 64 * 1024;
    private const int LongestNote = 200;

    [Function("ListPoison")]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{name}/poison")] HttpRequest request, string name, CancellationToken ct)
    {
        if (!QueueNames.All.Contains(name))
            return NoSuchQueue();
        if (QueryFlag.Read(request, "all") is not { } all)
            return QueryFlag.Refuse("all");
        await recorder.RecordAsync(name, ct);
        List<PoisonMessage> page = [];
        await foreach (var message in store.ListAsync(name, request.Query["after"].FirstOrDefault(), waitingOnly: !all, ct))
        {
            page.Add(message);
            if (page.Count > PageSize)
                break;
        }

        var next = page.Count > PageSize ? page[PageSize - 1].Id : null;
        return new JsonResult(new { items = page.Take(PageSize).Select(PoisonView.Of), next });
    }

    [Function("RedrivePoison")]
    public async Task<IActionResult> RedriveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{name}/redrive")] HttpRequest request, string name, CancellationToken ct)
    {
        if (!QueueNames.All.Contains(name))
            return NoSuchQueue();
        if (await ReadAsync(request, ct) is not { } asked || asked.All == true == asked.Ids is not null)
            return BadBody("\"ids\", at most 1,000, or \"all\": true");
        await recorder.RecordAsync(name, ct);
        List<string> redriven = [];
        List<string> skipped = [];
        await foreach (var (id, message) in WantedAsync(name, asked, ct))
            (message is not null && await redrives.RedriveAsync(message, ct) ? redriven : skipped).Add(id);
        return new JsonResult(new { redriven, skipped });
    }

    [Function("DismissPoison")]
    public async Task<IActionResult> DismissAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{name}/poison/dismiss")] HttpRequest request, string name, CancellationToken ct)
    {
        if (!QueueNames.All.Contains(name))
            return NoSuchQueue();
        if (await ReadAsync(request, ct) is not { Ids: not null, Note.Length: > 0 and <= LongestNote } asked)
            return BadBody($"\"ids\", at most 1,000, and a note of 1 to {LongestNote} characters");
        List<string> dismissed = [];
        List<string> skipped = [];
        await foreach (var (id, message) in WantedAsync(name, asked with { All = null }, ct))
            (message is not null && await redrives.DismissAsync(message, asked.Note, ct) ? dismissed : skipped).Add(id);
        return new JsonResult(new { dismissed, skipped });
    }

    private async IAsyncEnumerable<(string Id, PoisonMessage? Message)> WantedAsync(
        string name, PoisonChoice asked, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (asked.All == true)
        {
            await foreach (var message in store.ListAsync(name, null, waitingOnly: true, ct))
                yield return (message.Id, message);
            yield break;
        }

        foreach (var id in asked.Ids!.Distinct())
            yield return (id, Guid.TryParse(id, out _) ? await store.FindAsync(name, id, ct) : null);
    }

    private static async Task<PoisonChoice?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            var body = await RequestBody.ReadAsync(request, LongestBody, ct);
            return body is null ? null : JsonSerializer.Deserialize<PoisonChoice>(body, JsonSerializerOptions.Web) is { Ids: null or { Count: <= MostIds } } choice ? choice : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ObjectResult NoSuchQueue() => Problems.Create(
        StatusCodes.Status404NotFound, "no-such-queue", "There is no such queue", $"The queues are {string.Join(", ", QueueNames.All)}.");

    private static ObjectResult BadBody(string needed) =>
        Problems.Create(StatusCodes.Status400BadRequest, "bad-body", "The body cannot be read", $"It must be a JSON object with {needed}.");
}
