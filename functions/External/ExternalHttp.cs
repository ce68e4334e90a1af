using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using LoyaltyFunctions.External.Contract;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.External;

/// <summary>
/// Sends one request to a site's external system and reads the answer. Whatever is not a well-formed success is thrown as
/// <see cref="ExternalException"/>, so that no caller sees a status code.
/// </summary>
public sealed partial class ExternalHttp(IHttpClientFactory clients, ISiteSettings sites, TimeProvider time)
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(30);

    /// <summary>The settings of the site's external system.</summary>
    /// <exception cref="InvalidOperationException">This deployment does not serve the site.</exception>
    public ExternalOptions OptionsOf(string siteId) =>
        sites.Find(siteId)?.External ?? throw new InvalidOperationException($"Site {siteId} is not configured.");

    /// <exception cref="ExternalException">There was no answer in time, or it was no success, or it was outside the contract.</exception>
    public Task<T> GetAsync<T>(string siteId, string path, JsonTypeInfo<T> answer, CancellationToken ct) =>
        SendAsync(siteId, HttpMethod.Get, path, content: null, idempotencyKey: null, answer, ct);

    /// <inheritdoc cref="GetAsync"/>
    public Task<T> PostAsync<TBody, T>(
        string siteId, string path, TBody body, JsonTypeInfo<TBody> bodyType, string idempotencyKey, JsonTypeInfo<T> answer, CancellationToken ct)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(siteId, HttpMethod.Post, path, content, idempotencyKey, answer, ct);
    }

    private async Task<T> SendAsync<T>(
        string siteId, HttpMethod method, string path, HttpContent? content, string? idempotencyKey, JsonTypeInfo<T> answer, CancellationToken ct)
    {
        var options = OptionsOf(siteId);
        using var request = new HttpRequestMessage(method, new Uri(options.BaseAddress!.AbsoluteUri.TrimEnd('/') + path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);

        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        using var client = clients.CreateClient(RestExternalLoyalty.HttpClientName);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            if (!response.IsSuccessStatusCode)
                throw Failed(response, body);
            return JsonSerializer.Deserialize(body, answer) ?? throw new JsonException("null");
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw Unavailable($"no answer within {options.Timeout}", e);
        }
        catch (HttpRequestException e)
        {
            throw Unavailable($"no answer: {e.HttpRequestError}", e);
        }
        catch (JsonException e)
        {
            // Not the exception's words: they may quote the answer.
            throw Unavailable("a success whose body is outside the contract", e);
        }
    }

    /// <summary>A failure of a call that may or may not have had its effect.</summary>
    public static ExternalException Unavailable(string why, Exception? inner = null) =>
        new(ExternalFailure.Unavailable, $"External system: {why}", inner: inner);

    private ExternalException Failed(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        var code = CodeOf(body) ?? $"http_{status}";
        var failure = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => ExternalFailure.Throttled,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExternalFailure.NotPermitted,
            HttpStatusCode.NotFound => ExternalFailure.NotFound,

            // Both leave open what becomes of the request that they answer.
            HttpStatusCode.RequestTimeout => ExternalFailure.Unavailable,
            HttpStatusCode.Conflict when code == ExternalProblemCodes.IdempotencyKeyInUse => ExternalFailure.Unavailable,
            _ => status is >= 400 and < 500 ? ExternalFailure.Refused : ExternalFailure.Unavailable,
        };
        return new ExternalException(failure, $"External system: {status} {code}", code, failure == ExternalFailure.Throttled ? WaitOf(response) : null);
    }

    private TimeSpan WaitOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => DefaultWait,
        };
        return wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }

    private static string? CodeOf(byte[] body)
    {
        try
        {
            var code = JsonSerializer.Deserialize(body, ContractJson.Default.ProblemBody)?.Code;
            return code is not null && CodeForm().IsMatch(code) ? code : null;
        }
        catch (JsonException)
        {
            // A proxy's error page: the status says enough.
            return null;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,64}\z")]
    private static partial Regex CodeForm();
}
