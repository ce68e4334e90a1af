using System.Text;
using System.Text.Json;

namespace LoyaltyFunctions.Wix;

/// <summary>The body of an error answer. <see href="https://dev.wix.com/docs/rest/articles/getting-started/errors"/></summary>
/// <param name="Code"><c>details.applicationError.code</c>, where it is one.</param>
/// <param name="Words">Everything that the body says, to be searched. May quote a person's data: not for logs.</param>
internal sealed record WixError(string? Code, string Words)
{
    private const int LongestCode = 100;

    private static readonly WixError None = new(null, "");

    /// <summary>What can be read of it; 5xx come without, and a proxy's answer is no JSON.</summary>
    public static WixError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var details = root.Member("details");
            var application = details?.Member("applicationError");
            var words = new StringBuilder(root.Text("message")).Append(' ').Append(application?.Text("description"));
            foreach (var violation in details?.Member("validationError")?.Items("fieldViolations") ?? [])
                words.Append(' ').Append(violation.Text("field")).Append(' ').Append(violation.Text("description"));
            var code = application?.Text("code");
            return new(IsCode(code) ? code : null, words.Append(' ').Append(code).ToString());
        }
        catch (Exception e) when (WixJson.IsMalformed(e))
        {
            return None;
        }
    }

    public bool Says(string word) => Words.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsCode(string? code) =>
        code is { Length: > 0 and <= LongestCode } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
