using System.Text.Json;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// <c>PUT /api/sites/{siteId}/links/{wixAccountId}</c> with <c>{"externalAccountId": "…"}</c>: a person says who belongs together. Takes effect
/// at once, and what was parked for the two is taken up again.
/// </summary>
public sealed class PutLink(LinkOverrides overrides)
{
    private const int LargestBody = 4096;

    [Function(nameof(PutLink))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "sites/{siteId}/links/{wixAccountId}")] HttpRequest request,
        string siteId,
        string wixAccountId,
        CancellationToken ct)
    {
        if (!Guid.TryParseExact(wixAccountId, "D", out var account))
            return Invalid("The id of a Wix loyalty account is a GUID.");
        if (await ReadAsync(request, ct) is not { } externalAccountId)
            return Invalid("""The body must be {"externalAccountId": "…"} with the id of an external account.""");
        try
        {
            return await overrides.PutAsync(siteId, account.ToString(), externalAccountId, ct) switch
            {
                OverrideResult.Linked => new OkObjectResult(new { wixAccountId, externalAccountId, state = "linked" }),
                OverrideResult.Soon => new AcceptedResult((string?)null, new { wixAccountId, externalAccountId, state = "waiting" }),
                OverrideResult.Refused refused => Problems.Create(refused.Status, refused.Code, "These two cannot be linked", refused.Detail),
                var other => throw new InvalidOperationException($"Unknown result {other}."),
            };
        }
        catch (Exception e) when (e is WixException or ExternalException)
        {
            return Problems.Create(StatusCodes.Status503ServiceUnavailable, "system-unavailable", "One of the two systems does not answer as expected", e.Message);
        }
    }

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (await RequestBody.ReadAsync(request, LargestBody, ct) is not { } body)
            return null;
        try
        {
            var id = JsonSerializer.Deserialize(body, ActivationJson.Default.PutLinkBody)?.ExternalAccountId;
            return ExternalId.IsValid(id) ? id : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ObjectResult Invalid(string detail) => Problems.Create(StatusCodes.Status400BadRequest, "invalid-request", "The request is not valid", detail);
}
