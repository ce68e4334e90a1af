namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>One call to a table or queue.</summary>
/// <param name="Verb">What it does: <c>get</c>, <c>query</c>, <c>insert</c>, <c>batch</c>, <c>send</c>, …</param>
/// <param name="Of">The table or queue.</param>
/// <param name="Key">The entity, partition or message that it is about; empty when there is none.</param>
/// <param name="Writes">Whether it changes something.</param>
public sealed record StorageCall(string Verb, string Of, string Key, bool Writes);
