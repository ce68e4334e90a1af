namespace LoyaltyFunctions.External;

/// <summary>What became of the check of a Standard Webhooks signature.</summary>
public enum WebhookVerdict
{
    Valid,

    /// <summary><c>webhook-id</c>, <c>webhook-timestamp</c> or <c>webhook-signature</c> is not there.</summary>
    MissingHeader,

    /// <summary>One of them is there and cannot be one.</summary>
    MalformedHeader,

    /// <summary>Signed longer ago than <see cref="StandardWebhooks.Tolerance"/>: perhaps a replay.</summary>
    TooOld,

    /// <summary>Signed further in the future than <see cref="StandardWebhooks.Tolerance"/>: a clock is wrong.</summary>
    TooNew,

    /// <summary>None of the signatures was made with one of the secrets over these bytes.</summary>
    NoMatchingSignature,
}
