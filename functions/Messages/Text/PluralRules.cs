namespace LoyaltyFunctions.Messages.Text;

/// <summary>
/// Which plural form a whole number takes in a language. <see href="https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html"/>
/// </summary>
public static class PluralRules
{
    /// <summary>All names of forms; every language has <c>other</c>.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["zero", "one", "two", "few", "many", "other"];

    /// <summary>The form of <paramref name="number"/>; null for a language whose rule is not known here.</summary>
    /// <param name="language">Two or three letters, lower case.</param>
    public static string? Of(string language, long number) => language switch
    {
        "id" or "ja" or "ko" or "ms" or "th" or "vi" or "zh" => "other",
        "bg" or "da" or "de" or "el" or "en" or "et" or "eu" or "fi" or "gl" or "hu" or "ka" or "nb" or "nl" or "no" or "sv" or "sw" or "tr" =>
            number == 1 ? "one" : "other",
        "ca" or "es" or "it" => number == 1 ? "one" : IsMillions(number) ? "many" : "other",
        "he" => number switch { 1 => "one", 2 => "two", _ => "other" },
        "fr" or "pt" => number is 0 or 1 ? "one" : IsMillions(number) ? "many" : "other",
        "hi" or "fa" or "bn" => number is 0 or 1 ? "one" : "other",
        "ru" or "uk" => East(number),
        "pl" => number == 1 ? "one" : IsFew(number) ? "few" : "many",
        "cs" or "sk" => number switch { 1 => "one", >= 2 and <= 4 => "few", _ => "other" },
        "lt" => Lithuanian(number),
        "lv" => Latvian(number),
        "ro" => number == 1 ? "one" : number == 0 || number % 100 is >= 1 and <= 19 ? "few" : "other",
        "hr" or "sr" or "bs" => number % 10 == 1 && number % 100 != 11 ? "one" : IsFew(number) ? "few" : "other",
        "sl" => (number % 100) switch { 1 => "one", 2 => "two", 3 or 4 => "few", _ => "other" },
        "ar" => Arabic(number),
        _ => null,
    };

    // "un millón de puntos": whole millions take a word in between.
    private static bool IsMillions(long number) => number != 0 && number % 1_000_000 == 0;

    private static bool IsFew(long number) => number % 10 is >= 2 and <= 4 && number % 100 is not (>= 12 and <= 14);

    private static string East(long number) => number % 10 == 1 && number % 100 != 11 ? "one" : IsFew(number) ? "few" : "many";

    private static string Lithuanian(long number) =>
        number % 100 is >= 11 and <= 19 ? "other" : (number % 10) switch { 0 => "other", 1 => "one", _ => "few" };

    private static string Latvian(long number) =>
        number % 10 == 0 || number % 100 is >= 11 and <= 19 ? "zero" : number % 10 == 1 ? "one" : "other";

    private static string Arabic(long number) => number switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ => (number % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" },
    };
}
