using System.Globalization;
using LoyaltyFunctions.Simulation.Breaks;

namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>Runs seeds and says what they violated.</summary>
internal static class SeedsCommand
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <returns>0 only when nothing was violated; 2 for a wrong command line.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (choices, problem) = SeedsChoices.Parse(args);
        if (choices is null)
        {
            error.WriteLine(problem);
            return Usage.BadUsage;
        }

        var runner = new SeedRunner(Break.None, choices.Trace ? output : null);
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        var said = TimeSpan.Zero;
        var gate = new Lock();
        var total = runner.Run(choices.First, choices.Seeds, (result, soFar) =>
        {
            lock (gate)
            {
                foreach (var violation in result.Violations)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {result.Seed}: {violation}"));
                if (time.GetElapsedTime(start) is var elapsed && elapsed - said > BetweenLines)
                {
                    said = elapsed;
                    output.WriteLine(Progress(soFar, elapsed));
                }
            }
        }, ct);
        output.WriteLine(Progress(total, time.GetElapsedTime(start)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeds {total.Seeds}, violations {total.Violations}"));
        return total.Violations == 0 && !ct.IsCancellationRequested ? 0 : 1;
    }

    private static string Progress(SeedTotals totals, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{totals.Seeds} seeds in {elapsed.TotalSeconds:f0} s, {totals.Seeds / elapsed.TotalSeconds:f1} a second: {totals.Changes} changes, {totals.Mirrors} mirrors, {totals.Poisoned} poisoned messages, {totals.Violations} violations");
}
