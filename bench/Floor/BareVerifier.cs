using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LoyaltyFunctions.Bench.Floor;

/// <summary>One RSA signature check of a compact JWS, and nothing of what it says.</summary>
internal sealed class BareVerifier(string publicKeyPem)
{
    // An RSA object is for one thread at a time.
    private readonly ConcurrentBag<RSA> keys = [];

    public bool Verify(ReadOnlySpan<byte> token)
    {
        var dot = token.LastIndexOf((byte)'.');
        Span<byte> signature = stackalloc byte[512];
        Base64Url.DecodeFromUtf8(token[(dot + 1)..], signature, out _, out var length);
        if (!keys.TryTake(out var key))
        {
            key = RSA.Create();
            key.ImportFromPem(publicKeyPem);
        }

        var valid = key.VerifyData(token[..dot], signature[..length], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        keys.Add(key);
        return valid;
    }
}
