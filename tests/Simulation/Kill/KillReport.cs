using System.Globalization;
using LoyaltyFunctions.Sandbox.Demo.Invariants;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>What a run came to.</summary>
/// <param name="QuietAfter">From the end of the load until nothing moved any more.</param>
/// <param name="Broken">Invariants that do not hold.</param>
internal sealed record KillReport(
    KillChoices Choices,
    IReadOnlyList<Kill> Kills,
    Journal Journal,
    TimeSpan QuietAfter,
    IReadOnlyList<ParkedChange> Parked,
    Verification Verification,
    IReadOnlyList<Verdict> Broken)
{
    private const int MostViolations = 20;

    public bool Holds => Verification is { Lost.Count: 0, Doubled.Count: 0 } && Broken.Count == 0;

    /// <summary>The report, with the verdict as its last line.</summary>
    public IEnumerable<string> Lines()
    {
        var lags = Journal.Lags();
        IReadOnlyList<TimeSpan> recoveries = [.. Kills.Select(kill => Journal.RecoveryFrom(kill.At)).Order()];
        IReadOnlyList<TimeSpan> restarts = [.. Kills.Select(kill => kill.Restart).Order()];
        yield return Text($"{KillRun.People} people, {Choices.Load.TotalSeconds:0} seconds at {Choices.Rate:0.#} changes a second at most, seed {Choices.Seed}");
        yield return Text($"kills {Kills.Count} ({Kills.Count(k => k.Process == 0)} and {Kills.Count(k => k.Process == 1)}), restarts {Kills.Count}: median {At(restarts, 0.5)}, longest {At(restarts, 1)}");
        yield return $"recovery, from a kill until the changes under way are mirrored: median {At(recoveries, 0.5)}, longest {At(recoveries, 1)}";
        yield return $"lag, from a change to its mirror: median {At(lags, 0.5)}, 99 % {At(lags, 0.99)}, longest {At(lags, 1)}";
        yield return Text($"quiet {QuietAfter.TotalSeconds:0.0} s after the load ended");
        yield return $"parked {Parked.Count}{(Parked.Count == 0 ? "" : ": ")}" + string.Join(
            ", ", Parked.GroupBy(p => p.Reason).OrderByDescending(g => g.Count()).Select(g => Text($"{g.Key} {g.Count()}")));
        foreach (var violation in Verification.Lost.Concat(Verification.Doubled).Take(MostViolations))
            yield return violation;
        foreach (var verdict in Broken)
            yield return $"{verdict.Invariant}: {string.Join(' ', verdict.Violations.Take(MostViolations))}";
        yield return Text($"changes {Verification.Changes}, mirrors {Verification.Mirrors}, lost {Verification.Lost.Count}, doubled {Verification.Doubled.Count}");
    }

    private static string At(IReadOnlyList<TimeSpan> ascending, double share) => ascending.Count == 0
        ? "none"
        : Text($"{ascending[(int)(share * (ascending.Count - 1))].TotalSeconds:0.0} s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
