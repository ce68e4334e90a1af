using System.Text.Json;
using LoyaltyFunctions.Messages.Members;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Messages;

/// <summary>
/// <c>PUT /api/sites/{siteId}/members/{memberId}/messages</c> with <c>{"optedOut": true}</c>: the member gets no monthly message, from the next
/// page of accounts on; with false the member gets them again.
/// </summary>
public sealed class PutMessageOptOut(OptOuts optOuts, ISiteSettings sites)
{
    [Function(nameof(PutMessageOptOut))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "sites/{siteId}/members/{memberId}/messages")] HttpRequest request,
        string siteId,
        string memberId,
        CancellationToken ct)
    {
        siteId = siteId.ToLowerInvariant();
        if (sites.Find(siteId) is null)
            return MessageProblems.NoSuchSite();
        if (!Guid.TryParseExact(memberId, "D", out var member))
            return MessageProblems.Invalid("The id of a member is a GUID.");
        if (await ReadAsync(request, ct) is not { OptedOut: { } optedOut })
            return MessageProblems.Invalid("""The body must be {"optedOut": true} or {"optedOut": false}.""");
        await optOuts.PutAsync(siteId, member.ToString(), optedOut, ct);
        return new OkObjectResult(new { siteId, memberId = member, optedOut });
    }

    private static async Task<OptOutBody?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await RequestBody.ReadAsync(request, MessageProblems.LargestBody, ct) is { } body ? JsonSerializer.Deserialize(body, MessagesJson.Default.OptOutBody) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
