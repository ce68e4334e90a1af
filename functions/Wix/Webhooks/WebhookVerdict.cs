namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>The closed set of what can be said about the bytes of a webhook.</summary>
public enum WebhookVerdict
{
    /// <summary>Signed by Wix for this app, and in time.</summary>
    Valid,

    /// <summary>Not three base64url parts with a JSON header, and nothing around them.</summary>
    NotAJwt,

    /// <summary>The header names another algorithm than RS256, or asks for an extension.</summary>
    AlgorithmNotAllowed,

    /// <summary>Changed on the way, or signed with another key.</summary>
    BadSignature,

    /// <summary>Rightly signed, but the content is not what Wix documents.</summary>
    MalformedPayload,

    /// <summary>No <c>exp</c>: the token could be replayed for ever.</summary>
    NoExpiry,

    /// <summary><c>exp</c> is reached.</summary>
    Expired,

    /// <summary><c>nbf</c> is in the future.</summary>
    NotYetValid,
}
