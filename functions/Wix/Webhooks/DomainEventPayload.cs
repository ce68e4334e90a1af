using System.Text.Json;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>
/// What a domain event is about: the created, updated or deleted entity, or the action's body. Events until 2022 carried it as a string
/// under the same name with <c>AsJson</c>.
/// </summary>
internal readonly struct DomainEventPayload : IDisposable
{
    private static readonly (string Event, string Name)[] Places =
        [("actionEvent", "body"), ("createdEvent", "entity"), ("updatedEvent", "currentEntity"), ("deletedEvent", "deletedEntity")];

    private readonly JsonDocument? nested;

    private DomainEventPayload(JsonElement? root, JsonDocument? nested)
    {
        Root = root;
        this.nested = nested;
    }

    /// <summary>An object; null when the event has no payload, as a deletion.</summary>
    public JsonElement? Root { get; }

    public static DomainEventPayload Open(JsonElement domainEvent)
    {
        foreach (var (name, member) in Places)
        {
            if (domainEvent.Member(name) is { } occasion && (occasion.Member(member) ?? occasion.Member(member + "AsJson")) is { } payload)
            {
                if (payload.ValueKind != JsonValueKind.String)
                    return new(payload, null);
                var document = JsonDocument.Parse(payload.GetString()!);
                return new(document.RootElement, document);
            }
        }

        return default;
    }

    public void Dispose() => nested?.Dispose();
}
