namespace LoyaltyFunctions.Reconciling;

/// <summary>How one step of a phase ended; it is committed as a whole.</summary>
/// <param name="Plan">Where it goes on.</param>
/// <param name="Phase">In which phase.</param>
/// <param name="Told">How many transactions were put on the queues, which take calls of the same share.</param>
/// <param name="Wait">How long the job has to wait besides.</param>
/// <param name="Why">For what.</param>
/// <param name="Stuck">A side did not answer: the next wait grows.</param>
public sealed record SweepResult(
    ReconcilePlan Plan, string Phase, Dictionary<string, long> Counts, int Told = 0, TimeSpan Wait = default, string? Why = null, bool Stuck = false);
