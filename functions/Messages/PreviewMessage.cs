using System.Text.Json;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Messages;

/// <summary>
/// <c>POST /api/sites/{siteId}/messages/preview</c> with <c>{"memberId": "…", "locale": "…"}</c>: the message that this member would get now,
/// and whether the member gets one. Nothing is sent.
/// </summary>
public sealed class PreviewMessage(CampaignPreviews previews, ISiteSettings sites)
{
    [Function(nameof(PreviewMessage))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "sites/{siteId}/messages/preview")] HttpRequest request, string siteId, CancellationToken ct)
    {
        siteId = siteId.ToLowerInvariant();
        if (sites.Find(siteId) is not { Enabled: true } site)
            return MessageProblems.NoSuchSite();
        if (await ReadAsync(request, ct) is not { } body || !Guid.TryParseExact(body.MemberId, "D", out var memberId))
            return MessageProblems.Invalid("""The body must be {"memberId": "…"} with a member's id, which is a GUID, and may have a locale.""");
        if (body.Locale is not null && LocaleChain.Normal(body.Locale) is null)
            return MessageProblems.Invalid("The locale is none.");
        try
        {
            return await previews.OfAsync(siteId, site, memberId.ToString(), body.Locale, ct) is { } preview
                ? new OkObjectResult(preview)
                : Problems.Create(StatusCodes.Status404NotFound, "no-such-member", "There is no such member", "No member of this id has a loyalty account.");
        }
        catch (WixException e)
        {
            return MessageProblems.Wix(request, e);
        }
        catch (MessageTextException e)
        {
            return MessageProblems.Template(e);
        }
    }

    private static async Task<PreviewBody?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await RequestBody.ReadAsync(request, MessageProblems.LargestBody, ct) is { } body ? JsonSerializer.Deserialize(body, MessagesJson.Default.PreviewBody) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
