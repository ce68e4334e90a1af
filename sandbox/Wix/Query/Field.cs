namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A field that filters and sorts may name.</summary>
/// <param name="Read">string, long, DateTimeOffset or a list of strings; null when the entity has none.</param>
/// <param name="Operators">Those that Wix documents for it.</param>
internal sealed record Field<T>(FieldKind Kind, Func<T, object?> Read, string[] Operators, bool Sortable = true);
