using System.Globalization;
using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Messages.Text;

/// <summary>In which languages to look for a template: from a locale over its language to what the site speaks, and at last English.</summary>
public static partial class LocaleChain
{
    public const string Last = "en";

    /// <summary>e.g. <c>pt-BR, pt, de, en</c> for <c>pt_br</c> on a site that speaks <c>de</c>.</summary>
    /// <param name="locales">The wanted ones, best first; null and nonsense are left out.</param>
    public static IEnumerable<string> Of(params IReadOnlyList<string?> locales) =>
        locales.Append(Last).SelectMany(Parents).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>As BCP 47 writes it; null when it is no locale. <see href="https://www.rfc-editor.org/rfc/rfc5646"/></summary>
    public static string? Normal(string? locale)
    {
        if (locale is null || !Form().IsMatch(locale))
            return null;
        try
        {
            return CultureInfo.GetCultureInfo(locale.Replace('_', '-')) is { Name.Length: > 0 } culture ? Modern(culture.Name) : null;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The language of a locale: what stands before its first hyphen.</summary>
    public static string Language(string locale) => locale.Split('-')[0].ToLowerInvariant();

    private static IEnumerable<string> Parents(string? locale)
    {
        for (var rest = Normal(locale); rest is { Length: > 0 }; rest = rest.LastIndexOf('-') is > 0 and var end ? rest[..end] : null)
            yield return rest;
    }

    // The code that old software still writes for Hebrew.
    private static string Modern(string name) => name == "iw" || name.StartsWith("iw-", StringComparison.Ordinal) ? "he" + name[2..] : name;

    [GeneratedRegex(@"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}\z")]
    private static partial Regex Form();
}
