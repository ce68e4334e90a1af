using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>The settings of the one site of a seed.</summary>
internal sealed class SiteSettings(Weather weather) : ISiteSettings
{
    private readonly SiteOptions site = new()
    {
        Name = "Acme Rewards",
        // Well before anything happens, by whosever clock.
        SyncFrom = World.Start - TimeSpan.FromHours(1),
        WixCredits = weather.WixCredits,
        External = new ExternalOptions
        {
            BaseAddress = new Uri($"https://{Sides.ExternalHost}"),
            ApiKey = "key",
            WebhookSecrets = { Sides.WebhookSecret },
            IdempotencyKeys = weather.IdempotencyKeys,
            EchoesReference = weather.EchoesReference,
            NegativeBalances = weather.NegativeBalances,
        },
    };

    public SiteOptions? Find(string siteId) => siteId == Sides.SiteId ? site : null;
}
