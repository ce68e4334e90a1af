using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>Resolves <c>%Setting%</c> in queue names and schedules.</summary>
internal static partial class Settings
{
    /// <exception cref="FunctionsHostException">A setting is missing; the message names it.</exception>
    public static string Resolve(string text, IConfiguration configuration, string function) =>
        Placeholder().Replace(text, match => configuration[match.Groups[1].Value] is { Length: > 0 } value
            ? value
            : throw new FunctionsHostException($"The function {function} needs the setting {match.Groups[1].Value}, which is not set."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
