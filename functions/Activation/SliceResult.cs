namespace LoyaltyFunctions.Activation;

/// <summary>What became of a slice of contacts.</summary>
/// <param name="Counts">Of those that are finished.</param>
/// <param name="Finished">How many are.</param>
/// <param name="Todo">Contacts that are not.</param>
/// <param name="Look">Of those, somebody may have got an account without our hearing of it.</param>
/// <param name="Wait">How long the rest has to wait.</param>
/// <param name="Throttled">It waits for calls only: nothing is wrong.</param>
/// <param name="Why">What it waits for.</param>
public sealed record SliceResult(
    Dictionary<string, long> Counts, int Finished, IReadOnlyList<string> Todo, bool Look, TimeSpan Wait, bool Throttled, string? Why);
