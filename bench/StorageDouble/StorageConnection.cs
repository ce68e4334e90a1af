using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>Reads the requests of one connection and answers each at once, in order.</summary>
internal sealed class StorageConnection(Socket socket, Action<HttpExchange> handle)
{
    private readonly HttpExchange exchange = new();
    private byte[] buffer = new byte[16 * 1024];
    private int length;

    public async Task RunAsync()
    {
        using (socket)
        {
            try
            {
                while (await ReadRequestAsync() is { } end)
                {
                    handle(exchange);
                    await SendAsync();
                    exchange.Reset();
                    buffer.AsSpan(end, length - end).CopyTo(buffer);
                    length -= end;
                }
            }
            catch (SocketException)
            {
                // The client is gone.
            }
        }
    }

    private async ValueTask SendAsync()
    {
        var answer = exchange.Answer;
        while (answer.Length > 0)
            answer = answer[await socket.SendAsync(answer)..];
    }

    /// <summary>Where the request ends in the buffer; null when the client closed.</summary>
    private async ValueTask<int?> ReadRequestAsync()
    {
        int head;
        while ((head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync())
                return null;
        }

        var body = ParseHead(buffer.AsSpan(0, head));
        var end = head + 4 + body;
        while (length < end)
        {
            if (!await FillAsync())
                return null;
        }

        exchange.Body = buffer.AsMemory(head + 4, body);
        return end;
    }

    private async ValueTask<bool> FillAsync()
    {
        if (length == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = await socket.ReceiveAsync(buffer.AsMemory(length));
        length += read;
        return read > 0;
    }

    /// <returns>The length of the body.</returns>
    private int ParseHead(ReadOnlySpan<byte> head)
    {
        var line = head.IndexOf("\r\n"u8);
        var first = Encoding.ASCII.GetString(line < 0 ? head : head[..line]).Split(' ');
        exchange.Method = first[0];
        var mark = first[1].IndexOf('?', StringComparison.Ordinal);
        exchange.Path = Uri.UnescapeDataString(mark < 0 ? first[1] : first[1][..mark]);
        exchange.Query = mark < 0 ? "" : first[1][(mark + 1)..];

        var body = 0;
        while (line >= 0)
        {
            head = head[(line + 2)..];
            line = head.IndexOf("\r\n"u8);
            var header = line < 0 ? head : head[..line];
            if (Value(header, "content-length:") is { } size)
                body = int.Parse(size, CultureInfo.InvariantCulture);
            else if (Value(header, "if-match:") is { } tag)
                exchange.IfMatch = tag;
            else if (Value(header, "x-http-method:") is { } method)
                exchange.Method = method;
            else if (Value(header, "transfer-encoding:") is not null)
                throw new NotSupportedException("The storage double reads bodies of a known length only.");
        }

        return body;
    }

    private static string? Value(ReadOnlySpan<byte> header, string name) =>
        header.Length > name.Length && Ascii.EqualsIgnoreCase(header[..name.Length], name)
            ? Encoding.ASCII.GetString(header[name.Length..]).Trim()
            : null;
}
