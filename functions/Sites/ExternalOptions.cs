namespace LoyaltyFunctions.Sites;

/// <summary>Section <c>Sites:{instanceId}:External</c>: the site's external loyalty system.</summary>
public sealed class ExternalOptions
{
    /// <summary>Base address of its API; https, or http on a loopback address for the sandbox.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Sent as <c>Authorization: Bearer</c>.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// Standard Webhooks secrets (<c>whsec_</c> and base64) that its callbacks may be signed with; several while one is rotated.
    /// </summary>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>See <see cref="External.ExternalCapabilities"/>.</summary>
    public bool IdempotencyKeys { get; set; } = true;

    /// <summary>See <see cref="External.ExternalCapabilities"/>.</summary>
    public bool EchoesReference { get; set; } = true;

    /// <summary>See <see cref="External.ExternalCapabilities"/>.</summary>
    public bool NegativeBalances { get; set; }

    /// <summary>Longest wait for one answer. Must be shorter than <c>Sync:Lease</c>.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
