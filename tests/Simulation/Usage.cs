namespace LoyaltyFunctions.Simulation;

/// <summary>What the program is told.</summary>
internal static class Usage
{
    public const int BadUsage = 2;

    private const string Text =
        """
        dotnet run -c Release --project tests/Simulation -- --seeds N [--first S]   runs N seeds, from S on
        dotnet run -c Release --project tests/Simulation -- --seed S [--trace]      replays one seed
        dotnet run -c Release --project tests/Simulation -- kill [--minutes N] [--seed S] [--rate R]
                                                                                    kills processes of the app under load
        """;

    /// <summary>Says how the program is run.</summary>
    /// <returns>The exit code of a wrong command line.</returns>
    public static int Show(TextWriter error)
    {
        error.WriteLine(Text);
        return BadUsage;
    }
}
