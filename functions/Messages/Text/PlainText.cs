using System.Globalization;
using System.Text;

namespace LoyaltyFunctions.Messages.Text;

/// <summary>Text that somebody else wrote, made fit to stand in the middle of ours: one line, no control characters, not too long.</summary>
public static class PlainText
{
    /// <summary>The longest name that a message repeats, in characters as people count them.</summary>
    public const int LongestName = 60;

    /// <summary>Null when nothing that can be read is left.</summary>
    public static string? Of(string? text, int longest = LongestName)
    {
        if (text is null)
            return null;
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            clean.Append(IsSpace(rune) ? " " : IsHarmful(rune) ? "" : rune.ToString());
        var words = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? null : Cut(words, longest);
    }

    /// <summary>At most <paramref name="longest"/> characters as people count them, and as many UTF-16 units.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var cut = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && cut.Length + elements.GetTextElement().Length < longest)
            cut.Append(elements.GetTextElement());
        return cut.ToString().TrimEnd() + "…";
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control;

    // Directional overrides and isolates would turn what follows around; joiners inside a word are part of some scripts.
    private static bool IsHarmful(Rune rune) =>
        rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
