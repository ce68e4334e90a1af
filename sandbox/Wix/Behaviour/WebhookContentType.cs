namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The <c>Content-Type</c> of a webhook.</summary>
public enum WebhookContentType
{
    /// <summary><c>text/plain</c></summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("text/plain")]
    TextPlain,

    /// <summary><c>application/json</c></summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("application/json")]
    ApplicationJson,

    /// <summary>No such header.</summary>
    None,
}
