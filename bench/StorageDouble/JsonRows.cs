using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LoyaltyFunctions.Sandbox.InMemoryStorage;
using Microsoft.AspNetCore.WebUtilities;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>Rows whose content is the entity's JSON as the client sent it.</summary>
internal static class JsonRows
{
    /// <summary>The entity as the service gives it back.</summary>
    public static void Write(TableRow<byte[]> row, IBufferWriter<byte> output)
    {
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{\"odata.etag\":\"{row.ETag.Replace("\"", "\\\"", StringComparison.Ordinal)}\",\"Timestamp\":\"{row.At:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}\","), output);
        output.Write(row.Content.AsSpan(row.Content.AsSpan().IndexOf((byte)'{') + 1));
    }

    /// <summary>The properties of <paramref name="before"/> with those of <paramref name="changes"/> in their place.</summary>
    public static byte[] Merge(byte[] before, byte[] changes)
    {
        using var old = JsonDocument.Parse(before);
        using var merge = JsonDocument.Parse(changes);
        var output = new ArrayBufferWriter<byte>(before.Length + changes.Length);
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

    public static string StatusLine(TableFailure failure) =>
        string.Create(CultureInfo.InvariantCulture, $"{failure.Status} {ReasonPhrases.GetReasonPhrase(failure.Status)}");
}
