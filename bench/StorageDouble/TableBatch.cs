using System.Globalization;
using System.Text;
using LoyaltyFunctions.Sandbox.InMemoryStorage;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>Entity group transactions. <see href="https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions"/></summary>
internal static class TableBatch
{
    public const string Boundary = "batchresponse";
    private const string ChangeSet = "changesetresponse";

    public static (string Table, List<TableWrite<byte[]>> Writes) Read(ReadOnlyMemory<byte> body)
    {
        List<TableWrite<byte[]>> writes = [];
        var table = "";
        var rest = body;
        while (rest.Span.IndexOf(" HTTP/1.1\r\n"u8) is var version && version >= 0)
        {
            var start = rest.Span[..version].LastIndexOf((byte)'\n') + 1;
            var line = Encoding.ASCII.GetString(rest.Span[start..version]);
            rest = rest[(version + " HTTP/1.1\r\n".Length)..];
            var headEnd = rest.Span.IndexOf("\r\n\r\n"u8);
            var head = Encoding.ASCII.GetString(rest.Span[..headEnd]);
            rest = rest[(headEnd + 4)..];
            var partEnd = rest.Span.IndexOf("\r\n--changeset"u8);
            var json = rest[..(partEnd < 0 ? rest.Length : partEnd)];

            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var path = Uri.UnescapeDataString(line[(space + 1)..].Split('?')[0]);
            var address = TableStore.Address(path[(path.LastIndexOf($"{StorageServer.Account}/", StringComparison.Ordinal) + StorageServer.Account.Length + 1)..])
                ?? throw new NotSupportedException($"The batch names {path}.");
            table = address.Table;
            writes.Add(TableStore.WriteOf(line[..space], address.Partition, address.Row, json, Header(head, "If-Match")));
        }

        return (table, writes);
    }

    public static byte[] Done(List<string?> tags)
    {
        var text = Begin();
        for (var i = 0; i < tags.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"--{ChangeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 204 No Content\r\n");
            if (tags[i] is { } tag)
                text.Append(CultureInfo.InvariantCulture, $"ETag: {tag}\r\n");
            text.Append("\r\n\r\n");
        }

        return End(text);
    }

    public static byte[] Failed(TableFailure failure, int index)
    {
        var text = Begin();
        text.Append(CultureInfo.InvariantCulture, $"--{ChangeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 {JsonRows.StatusLine(failure)}\r\nContent-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8\r\n\r\n");
        text.Append(CultureInfo.InvariantCulture, $"{{\"odata.error\":{{\"code\":\"{failure.Code}\",\"message\":{{\"lang\":\"en-US\",\"value\":\"{index}:{failure.Code}\"}}}}}}\r\n");
        return End(text);
    }

    private static StringBuilder Begin() => new StringBuilder().Append(
        CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Type: multipart/mixed; boundary={ChangeSet}\r\n\r\n");

    private static byte[] End(StringBuilder text) =>
        Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"--{ChangeSet}--\r\n--{Boundary}--\r\n").ToString());

    private static string? Header(string head, string name) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
