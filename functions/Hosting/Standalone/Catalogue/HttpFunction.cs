using LoyaltyFunctions.Hosting.Standalone.Bindings;

namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <param name="Route">As the attribute says, without the prefix; null for the function's name.</param>
/// <param name="Methods">Null for all.</param>
public sealed record HttpFunction(AuthorizationLevel AuthLevel, IReadOnlyList<string>? Methods, string? Route) : FunctionTrigger;
