using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Sync;

/// <summary>The ways in which a Wix webhook is refused: each its own answer and its own log event.</summary>
/// <param name="EventId">Of the log event.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Code">Ends the problem's <c>type</c>.</param>
/// <param name="Detail">For who reads the answer.</param>
internal sealed record WixWebhookRefusal(int EventId, int Status, string Code, string Detail)
{
    private readonly Action<ILogger, int, string, string?, Exception?> log = LoggerMessage.Define<int, string, string?>(
        LogLevel.Warning, new EventId(EventId, Code), "A Wix webhook was refused with {Status} {Code} ({About})");

    public static readonly WixWebhookRefusal TooLarge = new(
        1110, StatusCodes.Status413PayloadTooLarge, "webhook-too-large", $"The body is larger than {RequestBody.WebhookLimit} bytes.");

    public static readonly WixWebhookRefusal UnknownSite = new(
        1111, StatusCodes.Status404NotFound, "webhook-unknown-site", "This deployment does not serve the site that the webhook is about (Sites:{instanceId}).");

    public static readonly WixWebhookRefusal DisabledSite = new(
        1112, StatusCodes.Status403Forbidden, "webhook-disabled-site", "The site that the webhook is about is switched off (Sites:{instanceId}:Enabled).");

    private static readonly WixWebhookRefusal NotAJwt = new(
        1113, StatusCodes.Status400BadRequest, "webhook-not-a-jwt", "The body is not a JSON Web Token: it must be the token and nothing else.");

    private static readonly WixWebhookRefusal AlgorithmNotAllowed = new(
        1114, StatusCodes.Status401Unauthorized, "webhook-algorithm-not-allowed", "The token must be signed with RS256.");

    private static readonly WixWebhookRefusal BadSignature = new(
        1115, StatusCodes.Status401Unauthorized, "webhook-bad-signature", "The signature does not match the token and the app's public key (Wix:PublicKey).");

    private static readonly WixWebhookRefusal MalformedPayload = new(
        1116, StatusCodes.Status422UnprocessableEntity, "webhook-malformed-payload", "The token is rightly signed, but its content is not of a form that Wix documents.");

    private static readonly WixWebhookRefusal NoExpiry = new(
        1117, StatusCodes.Status401Unauthorized, "webhook-no-expiry", "The token has no exp claim: it could be replayed for ever.");

    private static readonly WixWebhookRefusal Expired = new(
        1118, StatusCodes.Status401Unauthorized, "webhook-expired", "The token has expired.");

    private static readonly WixWebhookRefusal NotYetValid = new(
        1119, StatusCodes.Status401Unauthorized, "webhook-not-yet-valid", "The token's nbf claim is in the future.");

    public static WixWebhookRefusal For(WebhookVerdict verdict) => verdict switch
    {
        WebhookVerdict.NotAJwt => NotAJwt,
        WebhookVerdict.AlgorithmNotAllowed => AlgorithmNotAllowed,
        WebhookVerdict.BadSignature => BadSignature,
        WebhookVerdict.MalformedPayload => MalformedPayload,
        WebhookVerdict.NoExpiry => NoExpiry,
        WebhookVerdict.Expired => Expired,
        WebhookVerdict.NotYetValid => NotYetValid,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a refusal."),
    };

    /// <param name="about">The site, or what is malformed; never anything from an unverified body.</param>
    public void Log(ILogger logger, string? about) => log(logger, Status, Code, about, null);
}
