using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Access tokens: each for one site, until they expire, are revoked, or the app is removed from the site.</summary>
internal sealed class Tokens(WixWorld world)
{
    private readonly ConcurrentDictionary<string, (SimSite Site, DateTimeOffset Expires)> issued = new();

    public string Issue(SimSite site)
    {
        var token = $"OauthNG.JWS.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        issued[token] = (site, world.Options.TimeProvider.GetUtcNow() + world.Options.TokenLifetime);
        return token;
    }

    public SimSite? SiteOf(string token)
    {
        if (!issued.TryGetValue(token, out var found))
            return null;
        if (found.Expires > world.Options.TimeProvider.GetUtcNow() && found.Site.Installed)
            return found.Site;
        issued.TryRemove(token, out _);
        return null;
    }

    public void Revoke(string token) => issued.TryRemove(token, out _);

    /// <summary>The site of the caller. The SDK sends the bare token; <c>Bearer</c> before it works as well.</summary>
    /// <exception cref="WixRefusedException">401: no token, or none of ours.</exception>
    public SimSite Authenticate(string? header)
    {
        var token = header is null ? "" : header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..] : header;
        if (token.Length > 0 && world.Chance.Of(world.Behaviour.TokenRevokeRate))
            Revoke(token);
        return SiteOf(token) ?? throw WixRefusedException.Application(401, "UNAUTHENTICATED", "The token is missing, wrong or expired.");
    }
}
