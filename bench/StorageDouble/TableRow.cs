using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>A row of the storage double.</summary>
/// <param name="Json">The entity as the client sent it.</param>
internal sealed record TableRow(string Partition, string Row, byte[] Json, long Version, DateTimeOffset At)
{
    public static readonly Comparer<TableRow> ByKey = Comparer<TableRow>.Create((a, b) =>
        string.CompareOrdinal(a.Partition, b.Partition) is var order && order != 0 ? order : string.CompareOrdinal(a.Row, b.Row));

    public string ETag => string.Create(CultureInfo.InvariantCulture, $"W/\"datetime'{Version:d12}'\"");

    /// <summary>Only the keys, to look for.</summary>
    public static TableRow Key(string partition, string row) => new(partition, row, [], 0, default);

    /// <summary>The entity as the service gives it back.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{\"odata.etag\":\"W/\\\"datetime'{Version:d12}'\\\"\",\"Timestamp\":\"{At:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}\","), output);
        output.Write(Json.AsSpan(Json.AsSpan().IndexOf((byte)'{') + 1));
    }

    /// <summary>This row's properties with those of <paramref name="changes"/> in their place.</summary>
    public byte[] Merged(ReadOnlyMemory<byte> changes)
    {
        using var old = JsonDocument.Parse(Json);
        using var merge = JsonDocument.Parse(changes);
        var output = new ArrayBufferWriter<byte>(Json.Length + changes.Length);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var property in old.RootElement.EnumerateObject().Where(p => !merge.RootElement.TryGetProperty(p.Name, out _)))
                property.WriteTo(writer);
            foreach (var property in merge.RootElement.EnumerateObject())
                property.WriteTo(writer);
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
