using System.Text;

namespace LoyaltyFunctions.Jobs;

/// <summary>CSV as RFC 4180 says. <see href="https://www.rfc-editor.org/rfc/rfc4180"/></summary>
/// <remarks>
/// A value that a spreadsheet would take for a formula gets an apostrophe in front: ids come from other systems.
/// <see href="https://owasp.org/www-community/attacks/CSV_Injection"/>
/// </remarks>
public static class CsvText
{
    public static string Line(params ReadOnlySpan<string?> values)
    {
        var line = new StringBuilder();
        foreach (var value in values)
            line.Append(line.Length == 0 ? "" : ",").Append('"').Append(Safe(value ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return line.Append("\r\n").ToString();
    }

    private static string Safe(string value) => value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + value : value;
}
