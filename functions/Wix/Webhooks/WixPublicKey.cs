using System.Security.Cryptography;
using System.Text;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>Reads the app's webhook public key as the app's dashboard shows it.</summary>
public static class WixPublicKey
{
    private const int SmallestKey = 2048;

    /// <param name="text">PEM, or base64 of that PEM (as Wix's own SDK takes it).</param>
    /// <returns>The key; the caller disposes it.</returns>
    /// <exception cref="FormatException">It is not an RSA public key of at least 2048 bits.</exception>
    public static RSA Read(string text)
    {
        var rsa = RSA.Create();
        try
        {
            // Settings often hold a PEM on one line, with \n for its line ends.
            var pem = text.Replace("\\n", "\n", StringComparison.Ordinal).Trim();
            rsa.ImportFromPem(pem.StartsWith("-----", StringComparison.Ordinal) ? pem : Encoding.ASCII.GetString(Convert.FromBase64String(pem)));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or CryptographicException)
        {
            rsa.Dispose();
            throw new FormatException("it is not an RSA public key in PEM, nor base64 of one.", e);
        }

        if (rsa.KeySize >= SmallestKey)
            return rsa;

        rsa.Dispose();
        throw new FormatException($"it has fewer than {SmallestKey} bits.");
    }
}
