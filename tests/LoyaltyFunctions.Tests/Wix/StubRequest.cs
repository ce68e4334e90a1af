namespace LoyaltyFunctions.Tests.Wix;

/// <summary>What came over HTTP.</summary>
internal sealed record StubRequest(string Method, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Method, path and query.</summary>
    public string Line => $"{Method} {Path}{Query}";
}
