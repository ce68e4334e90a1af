using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoyaltyFunctions.Sandbox.InMemoryStorage;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>The tables. <see href="https://learn.microsoft.com/rest/api/storageservices/operations-on-entities"/></summary>
internal sealed partial class TableStore(TimeProvider time, CallCounter counter)
{
    private const string Json = "application/json;odata=minimalmetadata";
    private const int PageSize = 1000;
    private readonly ConcurrentDictionary<string, MemoryTable<byte[]>> tables = new(StringComparer.Ordinal);

    /// <param name="path"><c>Tables</c>, <c>$batch</c>, <c>{table}</c>, <c>{table}()</c> or <c>{table}(PartitionKey='…',RowKey='…')</c>.</param>
    public void Handle(HttpExchange http, string path)
    {
        if (path == "$batch")
            Batch(http);
        else if (path == "Tables")
            Create(http);
        else if (Address(path) is not { } address || !tables.TryGetValue(address.Table, out var table))
            Refuse(http, TableFailure.Missing);
        else if (http.Method == "GET" && address.Row is { } row)
            Get(http, address.Table, table.Find(address.Partition!, row));
        else if (http.Method == "GET")
            Query(http, address.Table, table);
        else
            Write(http, address.Table, table, WriteOf(http.Method, address.Partition, address.Row, http.Body, http.IfMatch));
    }

    private void Create(HttpExchange http)
    {
        using var body = JsonDocument.Parse(http.Body);
        var name = body.RootElement.GetProperty("TableName").GetString()!;
        counter.Count("create", name);
        if (tables.TryAdd(name, new MemoryTable<byte[]>(time, JsonRows.Merge)))
            http.Empty("204 No Content");
        else
            Refuse(http, TableFailure.TableExists);
    }

    private void Get(HttpExchange http, string table, TableRow<byte[]>? row)
    {
        counter.Count("get", table);
        if (row is null)
        {
            Refuse(http, TableFailure.Missing);
            return;
        }

        var output = new ArrayBufferWriter<byte>(row.Content.Length + 128);
        JsonRows.Write(row, output);
        http.Content("200 OK", Json, output.WrittenSpan, $"ETag: {row.ETag}\r\n");
    }

    private void Query(HttpExchange http, string name, MemoryTable<byte[]> table)
    {
        counter.Count("query", name);
        if (TableFilter.Parse(http.Value("$filter")) is not { IsOfKeysOnly: true } filter)
        {
            Refuse(http, TableFailure.Unsupported);
            return;
        }

        var from = http.Value("NextPartitionKey") is { } partition ? TableRow<byte[]>.Key(OfToken(partition), OfToken(http.Value("NextRowKey") ?? "")) : null;
        var (found, next) = table.Query(filter, from, http.Value("$top") is { } top ? int.Parse(top, CultureInfo.InvariantCulture) : PageSize, static (_, _) => null);
        var output = new ArrayBufferWriter<byte>(4096);
        output.Write("{\"value\":["u8);
        for (var i = 0; i < found.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            JsonRows.Write(found[i], output);
        }

        output.Write("]}"u8);
        var more = next is null ? "" : $"x-ms-continuation-NextPartitionKey: {ToToken(next.Partition)}\r\nx-ms-continuation-NextRowKey: {ToToken(next.Row)}\r\n";
        http.Content("200 OK", Json, output.WrittenSpan, more);
    }

    // Clients give it back escaped, whatever it is: only what needs no escaping comes back as it was.
    private static string ToToken(string key) => Convert.ToHexString(Encoding.UTF8.GetBytes(key));

    private static string OfToken(string token) => Encoding.UTF8.GetString(Convert.FromHexString(token));

    private void Write(HttpExchange http, string name, MemoryTable<byte[]> table, TableWrite<byte[]> write)
    {
        counter.Count("write", name);
        var (tags, _, why) = table.Write([write]);
        if (why is not null)
            Refuse(http, why);
        else
            http.Empty("204 No Content", tags[0] is { } tag ? $"ETag: {tag}\r\n" : "");
    }

    private void Batch(HttpExchange http)
    {
        var (name, writes) = TableBatch.Read(http.Body);
        counter.Count("batch", name);
        var (tags, failed, why) = tables.TryGetValue(name, out var table) ? table.Write(writes) : ([], 0, TableFailure.Missing);
        http.Content(
            "202 Accepted", $"multipart/mixed; boundary={TableBatch.Boundary}",
            why is null ? TableBatch.Done(tags) : TableBatch.Failed(why, failed));
    }

    internal static TableWrite<byte[]> WriteOf(string method, string? partition, string? row, ReadOnlyMemory<byte> json, string? ifMatch)
    {
        if (partition is not null && row is not null)
            return new(KindOf(method), partition, row, json.ToArray(), ifMatch);
        using var body = JsonDocument.Parse(json);
        return new(KindOf(method), body.RootElement.GetProperty("PartitionKey").GetString()!, body.RootElement.GetProperty("RowKey").GetString()!, json.ToArray(), ifMatch);
    }

    private static TableWriteKind KindOf(string method) => method switch
    {
        "POST" => TableWriteKind.Insert,
        "PUT" => TableWriteKind.Replace,
        "PATCH" or "MERGE" => TableWriteKind.Merge,
        "DELETE" => TableWriteKind.Delete,
        _ => throw new NotSupportedException($"The storage double knows no {method} of an entity."),
    };

    /// <param name="path">Decoded.</param>
    internal static (string Table, string? Partition, string? Row)? Address(string path) =>
        Entity().Match(path) is not { Success: true } found ? null
        : found.Groups[2].Success ? (found.Groups[1].Value, Unquoted(found.Groups[2].Value), Unquoted(found.Groups[3].Value))
        : (found.Groups[1].Value, null, null);

    private static string Unquoted(string key) => key.Replace("''", "'", StringComparison.Ordinal);

    private static void Refuse(HttpExchange http, TableFailure failure) => http.Content(
        JsonRows.StatusLine(failure), Json, Encoding.UTF8.GetBytes($"{{\"odata.error\":{{\"code\":\"{failure.Code}\",\"message\":{{\"lang\":\"en-US\",\"value\":\"{failure.Code}\"}}}}}}"));

    [GeneratedRegex(@"^([A-Za-z0-9]+)(?:\((?:PartitionKey='((?:[^']|'')*)',\s*RowKey='((?:[^']|'')*)')?\))?$")]
    private static partial Regex Entity();
}
