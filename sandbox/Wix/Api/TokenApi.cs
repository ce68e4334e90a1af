using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Access tokens by client credentials, and what a token is. <see href="https://dev.wix.com/docs/rest/api-reference/authorization/oauth-2/create-access-token"/></summary>
internal sealed class TokenApi(WixWorld world, Tokens tokens)
{
    public void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes)
    {
        pipeline.MapAnonymous(routes, "POST", "/oauth2/token", Create);
        pipeline.MapAnonymous(routes, "POST", "/oauth2/token-info", Info);
    }

    private object Create(Call call)
    {
        if (call.Body.RequiredText("grant_type", 1, 100) != "client_credentials")
            throw WixRefusedException.Application(400, "unsupported_grant_type", "Only client_credentials is supported.");
        var secret = Encoding.UTF8.GetBytes(call.Body.RequiredText("client_secret", 1, 1000));
        if (call.Body.RequiredText("client_id", 1, 100) != world.Options.AppId
            || !CryptographicOperations.FixedTimeEquals(secret, Encoding.UTF8.GetBytes(world.Options.AppSecret)))
            throw WixRefusedException.Application(401, "invalid_client", "Unknown app or wrong secret.");
        if (!world.Sites.TryGetValue(call.Body.RequiredText("instance_id", 1, 100), out var site) || !site.Installed)
            throw WixRefusedException.Application(400, "invalid_grant", "The app has no such instance.");

        // Snake case, unlike everything else.
        return new { access_token = tokens.Issue(site), token_type = "Bearer", expires_in = (long)world.Options.TokenLifetime.TotalSeconds };
    }

    private object Info(Call call)
    {
        var site = tokens.SiteOf(call.Body.RequiredText("token", 1, 10_000)) ?? throw WixRefusedException.Field("token", "Not a valid token.");
        var appId = world.Options.AppId;
        return new { active = true, subjectType = "APP", subjectId = appId, clientId = appId, siteId = site.SiteId, instanceId = site.InstanceId };
    }
}
