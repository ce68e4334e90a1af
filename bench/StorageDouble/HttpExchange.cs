using System.Buffers;
using System.Globalization;
using System.Text;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>One request and the answer under construction: only as much of HTTP/1.1 as the storage clients use.</summary>
internal sealed class HttpExchange
{
    private readonly ArrayBufferWriter<byte> answer = new(4096);

    public string Method { get; set; } = "";

    /// <summary>Decoded, without the query.</summary>
    public string Path { get; set; } = "";

    /// <summary>As sent, without the question mark.</summary>
    public string Query { get; set; } = "";

    public string? IfMatch { get; set; }

    public ReadOnlyMemory<byte> Body { get; set; }

    public ReadOnlyMemory<byte> Answer => answer.WrittenMemory;

    public void Reset()
    {
        answer.ResetWrittenCount();
        IfMatch = null;
        Body = default;
    }

    /// <summary>A value of the query, decoded; null when it is not there.</summary>
    public string? Value(string name)
    {
        foreach (var part in Query.AsSpan().Split('&'))
        {
            var pair = Query.AsSpan()[part];
            var at = pair.IndexOf('=');
            if (at > 0 && Uri.UnescapeDataString(pair[..at]) == name)
                return Uri.UnescapeDataString(pair[(at + 1)..].ToString().Replace('+', ' '));
        }

        return null;
    }

    public void Empty(string status, string headers = "") =>
        Write(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\n\r\n"));

    public void Content(string status, string type, ReadOnlySpan<byte> body, string headers = "")
    {
        Write(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\n{headers}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n"));
        answer.Write(body);
    }

    private void Write(string text) => Encoding.ASCII.GetBytes(text, answer);
}
