using System.Security.Cryptography;
using System.Text;
using LoyaltyFunctions.Hosting.Standalone.Bindings;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Hosting.Standalone.Http;

/// <summary>
/// Checks the key of a request: header <c>x-functions-key</c>, or <c>code</c> in the query. Digests are compared in constant time, with every
/// key that there is, so that an answer's time tells nothing.
/// </summary>
public sealed class FunctionKeys
{
    private readonly (byte[] Digest, bool Master)[] keys;

    public FunctionKeys(IOptions<FunctionsOptions> options) =>
        keys = [.. options.Value.Keys.Select(key => (
            SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)),
            string.Equals(key.Key, FunctionsOptions.MasterKey, StringComparison.OrdinalIgnoreCase)))];

    /// <exception cref="FunctionsHostException">Functions ask for a key, and there is none that opens them.</exception>
    public void Check(IEnumerable<FunctionDescriptor> functions)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpFunction { AuthLevel: not AuthorizationLevel.Anonymous and var level })
                continue;
            if (level is AuthorizationLevel.User)
                throw new FunctionsHostException($"The function {function.Name} asks for level User, which neither host knows.");
            if (!keys.Any(key => key.Master || !MasterOnly(level)))
            {
                var name = MasterOnly(level) ? FunctionsOptions.MasterKey : "default";
                throw new FunctionsHostException($"The function {function.Name} asks for a key: set {FunctionsOptions.Section}:Keys:{name}.");
            }
        }
    }

    /// <summary>Whether <paramref name="request"/> carries a key that opens <paramref name="level"/>.</summary>
    public bool Opens(HttpRequest request, AuthorizationLevel level)
    {
        if (level is AuthorizationLevel.Anonymous)
            return true;
        var given = request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();
        if (given.Length == 0)
            return false;

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(given), digest);
        var opens = false;
        foreach (var key in keys)
            opens |= CryptographicOperations.FixedTimeEquals(digest, key.Digest) & (key.Master || !MasterOnly(level));
        return opens;
    }

    private static bool MasterOnly(AuthorizationLevel level) => level is AuthorizationLevel.System or AuthorizationLevel.Admin;
}
