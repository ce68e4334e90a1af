using System.Globalization;

namespace LoyaltyFunctions.Linking;

/// <summary>The form in which two e-mail addresses are compared: trimmed, lower case, the domain in its ASCII (IDN) form.</summary>
public static class EmailAddress
{
    private static readonly IdnMapping Idn = new();

    /// <summary>Null for what is no address.</summary>
    public static string? Normalise(string? address)
    {
        var trimmed = address?.Trim().ToLowerInvariant() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at <= 0 || at == trimmed.Length - 1)
            return null;
        try
        {
            return $"{trimmed[..at].Normalize()}@{Idn.GetAscii(trimmed[(at + 1)..])}";
        }
        catch (ArgumentException)
        {
            // Not a domain name: two such addresses are the same only to the letter.
            return trimmed;
        }
    }

    /// <summary>The spellings under which a system that knows nothing of IDN may hold a normalised address.</summary>
    public static IReadOnlyList<string> Spellings(string normalised)
    {
        if (!normalised.Contains("xn--", StringComparison.Ordinal))
            return [normalised];
        var at = normalised.LastIndexOf('@');
        try
        {
            return [normalised, $"{normalised[..at]}@{Idn.GetUnicode(normalised[(at + 1)..])}"];
        }
        catch (ArgumentException)
        {
            // Looks like an encoded domain and is none.
            return [normalised];
        }
    }
}
