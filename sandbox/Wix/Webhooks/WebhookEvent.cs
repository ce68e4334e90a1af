namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>One event on its way to the app.</summary>
/// <param name="EventId">The domain event's id; null for app installed and removed, which are no domain events.</param>
/// <param name="Data">The domain event for a given event id, as it was when the event arose.</param>
/// <param name="Identity">The envelope's identity; null sends none.</param>
internal sealed record WebhookEvent(string InstanceId, string EventType, string? EventId, string? EntityId, Func<string?, object> Data, object? Identity);
