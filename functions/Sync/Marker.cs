using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// The mark that a mirror carries: ten characters that follow from the change alone, so that every try of the same change carries the
/// same one. It ends the description of a Wix transaction and the reference of an external one.
/// </summary>
public static partial class Marker
{
    private const int DescriptionLimit = 100;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string For(string siteId, Side side, string transactionId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{siteId}|{side.Code()}|{transactionId}"));
        return string.Create(11, hash, static (span, bytes) =>
        {
            span[0] = '~';
            for (var i = 1; i < span.Length; i++)
                span[i] = Alphabet[bytes[i] & 31];
        });
    }

    /// <summary>A Wix description: what people read, then the marker; at most 100 characters.</summary>
    public static string Describe(string title, string marker)
    {
        var room = DescriptionLimit - marker.Length - 3;
        return $"{(title.Length > room ? title[..room] : title)} · {marker}";
    }

    public static bool Carries(string? note, string marker) => note is not null && note.EndsWith(marker, StringComparison.Ordinal);

    /// <summary>Whether the note ends in a marker at all, ours for whichever change.</summary>
    public static bool CarriesAny(string? note) => note is not null && Form().IsMatch(note);

    [GeneratedRegex("~[a-z2-7]{10}$")]
    private static partial Regex Form();
}
