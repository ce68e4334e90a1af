using System.Globalization;

namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>What the command line asks for.</summary>
/// <param name="Load">How long people earn and redeem while processes are killed.</param>
/// <param name="Rate">Changes a second, where the app keeps up.</param>
internal sealed record KillChoices(TimeSpan Load, int Seed, double Rate)
{
    /// <summary>Reads the command line.</summary>
    /// <returns>The choices, or the sentence that says what is wrong.</returns>
    public static (KillChoices? Choices, string? Problem) Parse(IReadOnlyList<string> args)
    {
        var choices = new KillChoices(TimeSpan.FromMinutes(10), 1, 8);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            var isNumber = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--minutes" when isNumber && number is > 0 and <= 1_440:
                    choices = choices with { Load = TimeSpan.FromMinutes(number) };
                    break;
                case "--minutes":
                    return (null, "--minutes takes a number of minutes, up to 1440.");
                case "--rate" when isNumber && number is > 0 and <= 1_000:
                    choices = choices with { Rate = number };
                    break;
                case "--rate":
                    return (null, "--rate takes a number of changes a second, up to 1000.");
                case "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    choices = choices with { Seed = seed };
                    break;
                case "--seed":
                    return (null, "--seed takes a whole number.");
                default:
                    return (null, $"There is no option {args[i]}.");
            }
        }

        return (choices, null);
    }
}
