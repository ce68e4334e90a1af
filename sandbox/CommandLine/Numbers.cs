using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>Options that are numbers within bounds, and say so in a sentence when they are not.</summary>
internal static class Numbers
{
    public static Option<int> Whole(string name, int byDefault, int low, int high, string description) =>
        Bounded(name, byDefault, low, high, "a whole number", description);

    public static Option<double> Real(string name, double byDefault, double low, double high, string description) =>
        Bounded(name, byDefault, low, high, "a number", description);

    private static Option<T> Bounded<T>(string name, T byDefault, T low, T high, string kind, string description)
        where T : INumber<T> => new(name)
        {
            Description = description,
            HelpName = $"{low}..{high}",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result => Parse(result, name, low, high, kind),
        };

    private static T? Parse<T>(ArgumentResult result, string name, T low, T high, string kind)
        where T : INumber<T>
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (T.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
            return value;

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes {kind} from {low} to {high}, not \"{text}\"."));
        return default;
    }
}
