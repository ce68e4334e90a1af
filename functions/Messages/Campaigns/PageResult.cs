namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>What became of the members of a page in one step.</summary>
/// <param name="Todo">Accounts that are not done, by id.</param>
/// <param name="Wait">When to go on with them.</param>
/// <param name="Why">What they wait for; null when all are done.</param>
/// <param name="Stuck">Wix does not answer, rather than that the calls are spent.</param>
public sealed record PageResult(Dictionary<string, long> Counts, IReadOnlyList<string> Todo, TimeSpan Wait, string? Why, bool Stuck);
