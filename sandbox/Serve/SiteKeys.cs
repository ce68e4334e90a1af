using System.Security.Cryptography;

namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>The ids, secrets and key files of one sandbox: made anew for each, and good for nothing else.</summary>
public sealed record SiteKeys(
    string InstanceId,
    string AppId,
    string AppSecret,
    string FunctionKey,
    string ExternalApiKey,
    string ExternalWebhookSecret,
    string PrivateKeyPem,
    string PublicKeyPem,
    string PrivateKeyPath,
    string PublicKeyPath)
{
    /// <summary>Makes keys and writes the two of the webhooks to <paramref name="folder"/>.</summary>
    public static async Task<SiteKeys> CreateAsync(string folder, CancellationToken ct)
    {
        using var rsa = RSA.Create(2048);
        var keys = new SiteKeys(
            Guid.NewGuid().ToString(),
            Guid.NewGuid().ToString(),
            Random("secret"),
            Random("key"),
            Random("external"),
            "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)),
            rsa.ExportPkcs8PrivateKeyPem(),
            rsa.ExportSubjectPublicKeyInfoPem(),
            Path.Combine(folder, "webhook-private.pem"),
            Path.Combine(folder, "webhook-public.pem"));
        await File.WriteAllTextAsync(keys.PrivateKeyPath, keys.PrivateKeyPem, ct);
        await File.WriteAllTextAsync(keys.PublicKeyPath, keys.PublicKeyPem, ct);
        return keys;
    }

    private static string Random(string prefix) => $"{prefix}_{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
}
