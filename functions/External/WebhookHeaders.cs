namespace LoyaltyFunctions.External;

/// <summary>The three headers of a Standard Webhooks request, as they came; null or empty where one did not.</summary>
/// <param name="Id"><c>webhook-id</c>: the same for every delivery of one event.</param>
/// <param name="Timestamp"><c>webhook-timestamp</c>: Unix seconds of this delivery.</param>
/// <param name="Signature"><c>webhook-signature</c>: one or more signatures, separated by spaces.</param>
public readonly record struct WebhookHeaders(string? Id, string? Timestamp, string? Signature);
