using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Activation;

/// <summary>What became of one contact.</summary>
/// <param name="Counts">Names of <see cref="ActivationCounts"/>, each to be raised by one.</param>
/// <param name="Finding">What a person has to see; null when all is well.</param>
/// <param name="Link">The contact's link, made now or before.</param>
public sealed record ContactOutcome(IReadOnlyList<string> Counts, JobFinding? Finding = null, Link? Link = null);
