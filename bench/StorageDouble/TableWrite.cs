namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>One write of an entity.</summary>
/// <param name="Method">POST inserts, PUT replaces, PATCH and MERGE merge, DELETE removes.</param>
/// <param name="IfMatch">Null for an upsert or insert; <c>*</c> for whatever there is.</param>
internal sealed record TableWrite(string Method, string Partition, string Row, ReadOnlyMemory<byte> Json, string? IfMatch);
