using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LoyaltyFunctions.External;

/// <summary>
/// Signs and verifies webhooks as Standard Webhooks says, with its symmetric scheme <c>v1</c> (HMAC-SHA256). Pure: the bytes, the headers,
/// the secrets and the time come in, a verdict goes out.
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"/>
/// </summary>
public static class StandardWebhooks
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Scheme = "v1,";
    private const int MaxIdLength = 256;

    /// <summary>How far the timestamp may be from now, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether this is a secret that can be signed with: base64, with or without the prefix <c>whsec_</c>.</summary>
    public static bool IsSecret(string secret)
    {
        var encoded = WithoutPrefix(secret);
        return encoded.Length > 0 && Convert.TryFromBase64String(encoded, new byte[encoded.Length], out var length) && length > 0;
    }

    /// <summary>The value of <c>webhook-signature</c> for one delivery.</summary>
    /// <param name="timestamp">Of this delivery; whole seconds count.</param>
    /// <exception cref="FormatException">The secret is not base64.</exception>
    public static string Sign(string secret, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body) =>
        Scheme + Convert.ToBase64String(Mac(secret, id, timestamp.ToUnixTimeSeconds(), body));

    /// <summary>Checks one delivery. Every pair of secret and signature is compared, each in constant time.</summary>
    /// <param name="body">The request body exactly as it came.</param>
    /// <exception cref="FormatException">A secret is not base64; see <see cref="IsSecret"/>.</exception>
    public static WebhookVerdict Verify(ReadOnlySpan<byte> body, WebhookHeaders headers, IEnumerable<string> secrets, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(headers.Id) || string.IsNullOrEmpty(headers.Timestamp) || string.IsNullOrEmpty(headers.Signature))
            return WebhookVerdict.MissingHeader;
        if (headers.Id.Length > MaxIdLength || !TryReadSeconds(headers.Timestamp, out var seconds) || !headers.Signature.Contains(','))
            return WebhookVerdict.MalformedHeader;

        var age = now.ToUnixTimeSeconds() - seconds;
        if (age > Tolerance.TotalSeconds)
            return WebhookVerdict.TooOld;
        if (age < -Tolerance.TotalSeconds)
            return WebhookVerdict.TooNew;

        var given = ReadSignatures(headers.Signature);
        var matches = false;
        foreach (var secret in secrets)
        {
            var expected = Mac(secret, headers.Id, seconds, body);
            foreach (var signature in given)
                matches |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return matches ? WebhookVerdict.Valid : WebhookVerdict.NoMatchingSignature;
    }

    private static bool TryReadSeconds(string text, out long seconds) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    // Other schemes (v1a is the asymmetric one) may stand beside ours and are passed over.
    private static List<byte[]> ReadSignatures(string header)
    {
        var found = new List<byte[]>();
        foreach (var part in header.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var mac = new byte[HMACSHA256.HashSizeInBytes];
            if (part.StartsWith(Scheme, StringComparison.Ordinal)
                && Convert.TryFromBase64String(part[Scheme.Length..], mac, out var length) && length == mac.Length)
                found.Add(mac);
        }

        return found;
    }

    private static byte[] Mac(string secret, string id, long seconds, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(WithoutPrefix(secret)));
        mac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static string WithoutPrefix(string secret) =>
        secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret;
}
