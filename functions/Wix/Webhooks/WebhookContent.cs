using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>What a verified webhook says to this app. Closed.</summary>
public abstract record WebhookContent
{
    private WebhookContent()
    {
    }

    /// <summary>Something to act on.</summary>
    public sealed record Needed(WixEvent Event) : WebhookContent;

    /// <summary>An event type, or an occasion of one, that this app has no use for.</summary>
    /// <param name="SiteId">The site that it is about.</param>
    public sealed record NotNeeded(string EventType, string SiteId) : WebhookContent;

    /// <summary>Rightly signed, yet not of the documented shape.</summary>
    /// <param name="Why">Names members, never values.</param>
    public sealed record Malformed(string Why) : WebhookContent;
}
