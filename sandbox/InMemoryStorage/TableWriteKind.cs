namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>What a write does.</summary>
internal enum TableWriteKind
{
    Insert,
    Replace,
    Merge,
    Delete,
}
