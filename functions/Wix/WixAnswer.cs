using System.Net;
using System.Text.Json;

namespace LoyaltyFunctions.Wix;

/// <summary>An answer of Wix. Only 200 is success. <see href="https://dev.wix.com/docs/rest/articles/getting-started/errors"/></summary>
/// <param name="Wait">With 429: how long to leave the site alone.</param>
internal sealed record WixAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, TimeSpan Wait, string? RequestId)
{
    // In rate windows: a wrong Retry-After must not silence a site for days.
    private const int LongestWait = 10;

    public static async Task<WixAnswer> ReadAsync(HttpResponseMessage response, TimeSpan rateWindow, TimeProvider time, CancellationToken ct) => new(
        response.StatusCode,
        await response.Content.ReadAsByteArrayAsync(ct),
        WaitOf(response, rateWindow, time),
        response.Headers.TryGetValues("x-wix-request-id", out var ids) ? ids.First() : null);

    /// <summary>What the answer holds.</summary>
    /// <exception cref="WixException">It is not 200, or its JSON is not what Wix documents.</exception>
    public T Read<T>(Func<JsonElement, T> read)
    {
        if (Status != HttpStatusCode.OK)
            throw Failure();
        try
        {
            using var document = JsonDocument.Parse(Body);
            return read(document.RootElement);
        }
        catch (Exception e) when (WixJson.IsMalformed(e))
        {
            throw new WixException(WixFailure.Unavailable, $"Wix answered 200 with a body that cannot be read{Reference}.", inner: e);
        }
    }

    public WixException Failure()
    {
        var error = WixError.Read(Body);
        var failure = (int)Status switch
        {
            401 or 403 => WixFailure.NotPermitted,
            404 => WixFailure.NotFound,
            408 => WixFailure.Unavailable,
            409 => WixFailure.Conflict,
            429 => WixFailure.Throttled,
            >= 400 and < 500 => WixFailure.Refused,
            _ => WixFailure.Unavailable,
        };
        return new WixException(failure, Describe(error), error.Code, failure == WixFailure.Throttled ? Wait : null);
    }

    /// <summary>For people: status, code, request id. Wix's own words are left out, since they may quote a person's data.</summary>
    public string Describe(WixError error) => $"Wix answered {(int)Status}{(error.Code is null ? "" : $" {error.Code}")}{Reference}.";

    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    private string Reference => RequestId is null ? "" : $" (request {RequestId})";

    // Wix's advice without Retry-After is to wait a minute: https://dev.wix.com/docs/rest/articles/getting-started/rate-limits
    private static TimeSpan WaitOf(HttpResponseMessage response, TimeSpan rateWindow, TimeProvider time)
    {
        if (response.StatusCode != HttpStatusCode.TooManyRequests)
            return TimeSpan.Zero;
        var wait = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow() ?? rateWindow;
        var longest = rateWindow * LongestWait;
        return wait <= TimeSpan.Zero ? rateWindow : wait < longest ? wait : longest;
    }
}
