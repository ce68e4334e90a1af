using System.Globalization;

namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>What the command line asks for.</summary>
/// <param name="First">The first seed.</param>
/// <param name="Trace">Write what happens, step by step.</param>
internal sealed record SeedsChoices(long First, int Seeds, bool Trace)
{
    /// <summary>Reads the command line.</summary>
    /// <returns>The choices, or the sentence that says what is wrong.</returns>
    public static (SeedsChoices? Choices, string? Problem) Parse(IReadOnlyList<string> args)
    {
        long? first = null, seed = null;
        int? seeds = null;
        var trace = false;
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--trace")
            {
                trace = true;
                continue;
            }

            if (args[i] is not ("--seeds" or "--first" or "--seed"))
                return (null, $"There is no option {args[i]}.");
            if (i + 1 >= args.Count || !long.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return (null, $"{args[i]} takes a whole number.");
            switch (args[i++])
            {
                case "--seeds" when number is > 0 and <= int.MaxValue:
                    seeds = (int)number;
                    break;
                case "--seeds":
                    return (null, "--seeds takes a number of seeds, at least 1.");
                case "--first":
                    first = number;
                    break;
                default:
                    seed = number;
                    break;
            }
        }

        return (seed, seeds) switch
        {
            ({ } one, null) when first is null => (new(one, 1, trace), null),
            (null, { } many) when !trace => (new(first ?? 1, many, false), null),
            (null, { }) => (null, "--trace goes with --seed."),
            (null, null) => (null, "Say how many seeds to run: --seeds N, or --seed S for one."),
            _ => (null, "--seed is one seed: it goes without --seeds and --first."),
        };
    }
}
