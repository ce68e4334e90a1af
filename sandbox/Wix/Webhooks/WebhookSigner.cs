using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// Signs webhooks as Wix does: an RS256 JWT whose claim <c>data</c> is the envelope as a JSON string, whose <c>data</c> and <c>identity</c>
/// are JSON strings again.
/// </summary>
internal sealed class WebhookSigner : IDisposable
{
    // What Wix's own sample token has between iat and exp.
    private const long LifetimeSeconds = 300_000;

    private readonly ConcurrentBag<RSA> keys = [];
    private readonly TimeProvider time;
    private readonly string header;

    public WebhookSigner(string? privateKeyPem, TimeProvider time)
    {
        this.time = time;
        var key = RSA.Create(2048);
        if (privateKeyPem is not null)
            key.ImportFromPem(privateKeyPem);
        PrivateKeyPem = privateKeyPem ?? key.ExportPkcs8PrivateKeyPem();
        PublicKeyPem = key.ExportSubjectPublicKeyInfoPem();
        var kid = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..8];
        header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { kid, alg = "RS256" }));
        keys.Add(key);
    }

    public string PrivateKeyPem { get; }
    public string PublicKeyPem { get; }

    public string Sign(WebhookEvent webhook, string? eventId)
    {
        var envelope = new
        {
            data = JsonSerializer.Serialize(webhook.Data(eventId), WixJson.Options),
            instanceId = webhook.InstanceId,
            eventType = webhook.EventType,
            identity = webhook.Identity is null ? null : JsonSerializer.Serialize(webhook.Identity, WixJson.Options),
        };
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new { data = JsonSerializer.Serialize(envelope, WixJson.Options), iat = now, exp = now + LifetimeSeconds };
        var input = $"{header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, WixJson.Options))}";
        return $"{input}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(input)))}";
    }

    public void Dispose()
    {
        foreach (var key in keys)
            key.Dispose();
    }

    // An RSA object is for one thread at a time.
    private byte[] Signature(byte[] input)
    {
        if (!keys.TryTake(out var key))
        {
            key = RSA.Create();
            key.ImportFromPem(PrivateKeyPem);
        }

        try
        {
            return key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            keys.Add(key);
        }
    }
}
