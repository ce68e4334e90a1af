namespace LoyaltyFunctions.Operations.Poison;

/// <summary>Which poison messages a person means.</summary>
/// <param name="All">Those of the queue that wait.</param>
/// <param name="Note">Dismiss only: why, 1 to 200 characters.</param>
public sealed record PoisonChoice(IReadOnlyList<string>? Ids, bool? All, string? Note);
