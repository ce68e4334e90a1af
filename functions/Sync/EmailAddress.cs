using System.Globalization;

namespace LoyaltyFunctions.Sync;

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
}
