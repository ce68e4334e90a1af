using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>
/// One outgoing call about a person. Not its number among all, which depends on what runs at the same time, but its kind and the number
/// within that kind.
/// </summary>
/// <param name="Kind">Method and path, with a star for every id.</param>
/// <param name="Number">From 1.</param>
public sealed partial record CrashPoint(string Kind, int Number)
{
    public static string KindOf(string method, string pathAndQuery) => $"{method} {Id().Replace(pathAndQuery.Split('?')[0], "*")}";

    public bool IsWrite => !Kind.StartsWith("GET ", StringComparison.Ordinal);

    public override string ToString() => $"{Kind} ({Number})";

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(acc|txn)_[0-9]+")]
    private static partial Regex Id();
}
