using Azure;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>The answer to a look for an entity that may not be there.</summary>
internal sealed class FoundEntity<T>(T? entity) : NullableResponse<T>
    where T : class
{
    public override bool HasValue => entity is not null;

    public override T? Value => entity;

    public override Response GetRawResponse() => new MemoryResponse(entity is null ? 404 : 200);
}
