using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Sync;

/// <summary>Reads request bodies as the bytes that were signed.</summary>
public static class RequestBody
{
    /// <summary>The largest webhook body that is read, in bytes.</summary>
    public const int WebhookLimit = 64 * 1024;

    /// <summary>The whole body; null when it is longer than <paramref name="limit"/> bytes, of which no more is then read.</summary>
    /// <exception cref="BadHttpRequestException">The connection ended before the body did.</exception>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
            return null;

        // One byte more than what may come, so that a full buffer means too long; what is announced is never more.
        var buffer = GC.AllocateUninitializedArray<byte>((int)(request.ContentLength ?? limit + 1));
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), ct);
            if (read == 0)
                return buffer[..length];
            length += read;
        }

        return request.ContentLength is null ? null : buffer;
    }
}
