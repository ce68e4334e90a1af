using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LoyaltyFunctions.Simulation.Wix;

/// <summary>Signs webhooks as Wix does. The key is this process's own, and no part of a seed: what is signed reads the same whatever the key.</summary>
internal static class WixSigner
{
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly Lock Gate = new();
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8);

    public static string PublicKey { get; } = Key.ExportSubjectPublicKeyInfoPem();

    public static byte[] Sign(byte[] envelope, DateTimeOffset now)
    {
        var claims = WixWire.Json(json =>
        {
            json.WriteString("data", envelope);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", now.AddHours(1).ToUnixTimeSeconds());
        });
        var signed = $"{Header}.{Base64Url.EncodeToString(claims)}";
        lock (Gate)
            return Encoding.ASCII.GetBytes($"{signed}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}");
    }
}
