namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>One write of an entity.</summary>
/// <param name="IfMatch">Null for an upsert or insert; <c>*</c> for whatever there is.</param>
internal sealed record TableWrite<T>(TableWriteKind Kind, string Partition, string Row, T Content, string? IfMatch);
