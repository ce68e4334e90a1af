using System.Globalization;
using System.Text.RegularExpressions;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace LoyaltyFunctions.Messages.Text;

/// <summary>The variables and filters that templates have. Everything else is unknown to them.</summary>
internal static partial class TemplateWords
{
    /// <summary>Liquid's own filters and literals that are let through: plain text and numbers, no files, no code, no clock.</summary>
    private static readonly HashSet<string> Liquid = new(StringComparer.Ordinal)
    {
        "empty", "blank", "abs", "append", "capitalize", "ceil", "default", "divided_by", "downcase", "escape", "floor", "lstrip", "minus",
        "modulo", "plus", "prepend", "remove", "remove_first", "replace", "replace_first", "round", "rstrip", "size", "slice", "split",
        "strip", "strip_newlines", "times", "truncate", "truncatewords", "upcase", "join", "first", "last", "for", "index", "index0",
    };

    private static readonly HashSet<string> Variables = new(StringComparer.Ordinal)
    {
        "first_name", "points", "point_name", "tier", "expiring_points", "expiring_on", "program_name", "site_name", "link",
    };

    private static readonly HashSet<string> Filters = new(StringComparer.Ordinal) { "number", "plural", "day", "isolate" };

    public static string List => string.Join(", ", Variables.Order(StringComparer.Ordinal));

    public static bool IsKnown(string name) => Variables.Contains(name) || Filters.Contains(name) || Liquid.Contains(name);

    /// <summary>The words with a member's values.</summary>
    public static ScriptObject Of(TemplateValues values, string locale)
    {
        var culture = CultureInfo.GetCultureInfo(locale);
        var words = new ScriptObject(StringComparer.Ordinal);
        Set("first_name", values.FirstName);
        Set("points", values.Points);
        Set("point_name", values.PointName);
        Set("tier", values.Tier);
        Set("expiring_points", values.ExpiringPoints);
        Set("expiring_on", values.ExpiringOn);
        Set("program_name", values.ProgramName);
        Set("site_name", values.SiteName);
        Set("link", values.Link);
        words.Import("number", (long value) => value.ToString("N0", culture));
        words.Import("day", (DateOnly value) => value.ToString(DayPattern(culture), culture));
        // First strong isolate: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
        words.Import("isolate", (string text) => $"\u2068{text}\u2069");
        words.SetValue("plural", new PluralFilter(LocaleChain.Language(locale)), readOnly: true);
        return words;

        void Set(string name, object? value) => words.SetValue(name, value, readOnly: true);
    }

    // The long date without the day of the week.
    private static string DayPattern(CultureInfo culture) => Weekday().Replace(culture.DateTimeFormat.LongDatePattern, "");

    [GeneratedRegex(@"dddd,?\s*|[,\s]*dddd")]
    private static partial Regex Weekday();
}
