using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Jobs;

/// <summary>Keys of table <c>Jobs</c>, and the characters that they and their parts may have.</summary>
internal static partial class JobKeys
{
    public const string Job = "job";
    public const string Pages = "p|";
    public const string Findings = "r|";

    public static string Page(string pageKey) => Pages + pageKey;

    public static string Finding(string subject) => Findings + subject;

    public static string Data(string key) => "d|" + key;

    public static bool IsValid(string? key) => key is not null && Form().IsMatch(key);

    public static void Check(string key)
    {
        if (!IsValid(key))
            throw new ArgumentException($"'{key}' cannot be a key: 1 to 200 letters, digits and . _ : - are allowed.", nameof(key));
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:-]{1,200}\z")]
    private static partial Regex Form();
}
