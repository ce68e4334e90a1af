using System.Globalization;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Messages;

/// <summary>What the HTTP functions of the monthly message answer when they cannot do as asked.</summary>
internal static class MessageProblems
{
    public const int LargestBody = 4096;

    public static ObjectResult NoSuchSite() =>
        Problems.Create(StatusCodes.Status404NotFound, "no-such-site", "There is no such site", "This deployment does not serve a site of this id.");

    public static ObjectResult SwitchedOff() =>
        Problems.Create(StatusCodes.Status409Conflict, "messages-off", "The messages are switched off", "The site, or its monthly message, is not enabled in the settings.");

    public static ObjectResult Invalid(string detail) =>
        Problems.Create(StatusCodes.Status400BadRequest, "invalid-request", "The request is not valid", detail);

    public static ObjectResult Template(MessageTextException e) =>
        Problems.Create(StatusCodes.Status422UnprocessableEntity, "template-failed", "The template cannot be carried out", e.Problem.ToString());

    public static ObjectResult Wix(HttpRequest request, WixException e)
    {
        request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, e.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Create(StatusCodes.Status503ServiceUnavailable, "wix-unavailable", "Wix does not answer as expected", e.Message);
    }
}
