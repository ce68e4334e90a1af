using System.Security.Cryptography;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>How a simulated Wix starts.</summary>
public sealed record WixSimulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The id of the app that Wix knows (GUID).</summary>
    public string AppId { get; init; } = "9862eeb4-0b2d-4e03-9988-f8390c2bc53c";

    public string AppSecret { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>One site each, with the app installed.</summary>
    public IReadOnlyList<string> InstanceIds { get; init; } = [Guid.NewGuid().ToString()];

    /// <summary>The key that signs webhooks: PEM (PKCS#8), RSA. Made anew when null.</summary>
    public string? PrivateKeyPem { get; init; }

    /// <summary>Where webhooks go; null while nobody listens. Events of that time are lost, as at Wix.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>Calls a site's app may make in one <see cref="RateWindow"/>; null or 0 is no limit. <see href="https://dev.wix.com/docs/rest/articles/getting-started/rate-limits"/></summary>
    public int? CallsPerWindow { get; init; } = 200;

    /// <summary>The window of <see cref="CallsPerWindow"/>: a minute at Wix, shorter where time is compressed; null or 0 is no limit.</summary>
    public TimeSpan? RateWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Puts <see cref="WixBehaviour.ResendScheduleScale"/> of the first behaviour, when given.</summary>
    public double? ResendScheduleScale { get; init; }

    public WixBehaviour Behaviour { get; init; } = new();
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Seeds the misbehaviour.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The name of a fresh site's program; null is what Wix gives at installation, and such a program cannot be activated.</summary>
    public string? ProgramName { get; init; } = "Sandbox Rewards";

    public string PointName { get; init; } = "Points";

    /// <summary>A fresh site's program is active already.</summary>
    public bool ProgramActive { get; init; }

    public string SiteName { get; init; } = "Sandbox Site";

    /// <summary>The site's language, as <c>GET /apps/v1/instance</c> gives it.</summary>
    public string SiteLocale { get; init; } = "en";

    /// <summary>A webhook is acknowledged by status 200 within this. <see href="https://dev.wix.com/docs/build-apps/develop-your-app/api-integrations/events-and-webhooks/about-webhooks"/></summary>
    public TimeSpan AcknowledgeWithin { get; init; } = TimeSpan.FromMilliseconds(1250);

    /// <summary>Lifetime of an access token. <see href="https://dev.wix.com/docs/rest/api-reference/authorization/oauth-2/create-access-token"/></summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(4);
}
