using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>
/// Decides whether a webhook's bytes come from Wix. The whole body is one compact JWS, signed RS256 with the app's key
/// (<see href="https://dev.wix.com/docs/build-apps/develop-your-app/api-integrations/events-and-webhooks/about-webhooks"/>).
/// </summary>
/// <remarks>
/// Looks at the bytes and the clock only. <c>exp</c> is required and <c>nbf</c> honoured, both without tolerance; <c>iat</c> is not
/// judged, since Wix does not say whether a resent webhook is signed anew. Which key a header's <c>kid</c> or <c>jwk</c> names does not matter.
/// </remarks>
public sealed class WixWebhookVerifier : IDisposable
{
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    private const string Algorithm = "RS256";

    private readonly TimeProvider time;
    private readonly RSAParameters key;

    // An RSA object is for one thread at a time, and reading a key costs more than a check with it.
    private readonly ConcurrentBag<RSA> idle = [];

    public WixWebhookVerifier(IOptions<WixOptions> options, TimeProvider time)
    {
        this.time = time;
        var first = WixPublicKey.Read(options.Value.PublicKey);
        key = first.ExportParameters(includePrivateParameters: false);
        idle.Add(first);
    }

    public WebhookVerification Verify(byte[] token)
    {
        if (token.AsSpan().ContainsAnyExcept(TokenBytes))
            return WebhookVerdict.NotAJwt;

        var firstDot = token.AsSpan().IndexOf((byte)'.');
        var lastDot = token.AsSpan().LastIndexOf((byte)'.');
        if (firstDot <= 0
            || token.AsSpan(firstDot + 1, Math.Max(0, lastDot - firstDot - 1)).Contains((byte)'.')
            || Decode(token.AsSpan(0, firstDot)) is not { } header
            || lastDot == firstDot
            || Decode(token.AsSpan(firstDot + 1, lastDot - firstDot - 1)) is not { } payload
            || Decode(token.AsSpan(lastDot + 1)) is not { } signature)
            return WebhookVerdict.NotAJwt;

        if (JwtHeader.Read(header) is not { } algorithm)
            return WebhookVerdict.NotAJwt;
        if (algorithm != Algorithm)
            return WebhookVerdict.AlgorithmNotAllowed;
        if (!IsSigned(token.AsSpan(0, lastDot), signature))
            return WebhookVerdict.BadSignature;

        return JwtClaims.TryRead(payload, out var claims) ? Judge(claims) : WebhookVerdict.MalformedPayload;
    }

    public void Dispose()
    {
        while (idle.TryTake(out var rsa))
            rsa.Dispose();
    }

    private bool IsSigned(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        if (!idle.TryTake(out var rsa))
            rsa = RSA.Create(key);
        try
        {
            return rsa.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            idle.Add(rsa);
        }
    }

    private WebhookVerification Judge(JwtClaims claims)
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        if (claims.Expires is not { } expires)
            return WebhookVerdict.NoExpiry;
        if (expires <= now)
            return WebhookVerdict.Expired;
        return claims.NotBefore > now ? WebhookVerdict.NotYetValid : new WebhookVerification(WebhookVerdict.Valid, claims.Data);
    }

    private static byte[]? Decode(ReadOnlySpan<byte> part)
    {
        var decoded = GC.AllocateUninitializedArray<byte>(Base64Url.GetMaxDecodedLength(part.Length));
        return Base64Url.DecodeFromUtf8(part, decoded, out _, out var length) != OperationStatus.Done ? null
            : length == decoded.Length ? decoded
            : decoded[..length];
    }
}
