using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoyaltyFunctions.Bench.Load;

/// <summary>
/// One keep-alive connection that sends prepared requests, each as soon as the one before is answered. It reads no more of an answer than its
/// status and length, since its own cost is taken from the cores that are measured.
/// </summary>
internal sealed class LoadConnection(IPEndPoint server, IReadOnlyList<byte[]> requests, int first, TimeProvider time) : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];
    private int next = first;

    public static byte[] Request(Uri address, string path, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];

    public ValueTask ConnectAsync(CancellationToken ct) => socket.ConnectAsync(server, ct);

    /// <returns>How long each request took.</returns>
    public async Task<List<long>> RunAsync(long until)
    {
        List<long> took = new(64 * 1024);
        var now = time.GetTimestamp();
        while (now < until)
        {
            var request = requests[next++ % requests.Count];
            if (await socket.SendAsync(request) != request.Length)
                throw new IOException("The request was not sent as a whole.");
            await ReadAnswerAsync();
            var end = time.GetTimestamp();
            took.Add(end - now);
            now = end;
        }

        return took;
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask ReadAnswerAsync()
    {
        var length = 0;
        var whole = int.MaxValue;
        while (length < whole)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            length += read;
            if (whole == int.MaxValue && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is var head && head >= 0)
                whole = Whole(buffer.AsSpan(0, length), head);
        }
    }

    /// <returns>The length of head and body; a body of unknown length is read to its last, empty chunk.</returns>
    private static int Whole(ReadOnlySpan<byte> answer, int head)
    {
        if (!answer.StartsWith("HTTP/1.1 200"u8))
            throw new IOException($"The server answered {Encoding.ASCII.GetString(answer)}");
        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at >= 0)
        {
            var value = answer[(at + "Content-Length: ".Length)..];
            return head + 4 + int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
        }

        return answer.EndsWith("0\r\n\r\n"u8) ? answer.Length : int.MaxValue;
    }
}
