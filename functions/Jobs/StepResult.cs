
namespace LoyaltyFunctions.Jobs;

/// <summary>How one message's work on a job ended.</summary>
/// <param name="Job">The job as it was committed; null when another message's work came first, which then goes on alone.</param>
/// <param name="Wait">How long until the next message.</param>
/// <param name="Stuck">Nothing could be done although there were calls: the next wait grows.</param>
public sealed record StepResult(Job? Job, TimeSpan Wait = default, bool Stuck = false);
