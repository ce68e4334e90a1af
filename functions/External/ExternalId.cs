using System.Text.RegularExpressions;

namespace LoyaltyFunctions.External;

/// <summary>The form of the external system's ids. They become part of table keys, which cannot hold every character.</summary>
public static partial class ExternalId
{
    public const string Pattern = @"^[A-Za-z0-9._:-]{1,128}\z";

    public static bool IsValid(string? id) => id is not null && Form().IsMatch(id);

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
