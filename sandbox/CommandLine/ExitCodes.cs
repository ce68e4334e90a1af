namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>What the program's exit code means.</summary>
public static class ExitCodes
{
    /// <summary>Every invariant held, or the servers ran until they were told to stop.</summary>
    public const int Fine = 0;

    /// <summary>An invariant is broken, something could not be started, or the app ended by itself.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong; standard error says how, in a sentence.</summary>
    public const int BadUsage = 2;

    /// <summary>Ctrl+C or SIGTERM before the demo was over.</summary>
    public const int Interrupted = 130;
}
