using Spectre.Console;

namespace LoyaltyFunctions.Sandbox.Demo.Display;

internal static class Screens
{
    /// <summary>The screen that suits standard output: things move only where somebody watches.</summary>
    public static IScreen ForConsole()
    {
        var watched = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi && Environment.GetEnvironmentVariable("CI") != "true";
        return watched ? new TerminalScreen(AnsiConsole.Console) : new PlainScreen(Console.Out, TimeProvider.System);
    }
}
