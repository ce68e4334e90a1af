namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>What <see cref="WixWebhookVerifier"/> found.</summary>
/// <param name="Envelope">With <see cref="WebhookVerdict.Valid"/>: the envelope, as UTF-8 JSON. Otherwise empty.</param>
public readonly record struct WebhookVerification(WebhookVerdict Verdict, ReadOnlyMemory<byte> Envelope)
{
    public static implicit operator WebhookVerification(WebhookVerdict verdict) => new(verdict, default);
}
