namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>One event's way to the app, through all its attempts. A duplicate has a way of its own.</summary>
internal sealed class WebhookDelivery(WebhookEvent webhook, int copy)
{
    private string? token;

    public WebhookEvent Event => webhook;
    public int Copy => copy;

    /// <summary>The id under which the event was sent last.</summary>
    public string? EventId { get; private set; } = webhook.EventId;

    public string TokenFor(int attempt, WebhookSigner signer, WixBehaviour behaviour)
    {
        if (attempt > 0 && !behaviour.RetryKeepsEventId && EventId is not null)
            EventId = Guid.NewGuid().ToString();
        if (token is null || (attempt > 0 && (behaviour.RetryIsReSigned || !behaviour.RetryKeepsEventId)))
            token = signer.Sign(webhook, EventId);
        return token;
    }
}
