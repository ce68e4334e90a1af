using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The app's installation. <see href="https://dev.wix.com/docs/rest/app-management/app-instance/get-app-instance"/></summary>
internal sealed class SiteApi(WixWorld world)
{
    private static readonly string[] Permissions =
        ["SCOPE.DC-LOYALTY.MANAGE-LOYALTY", "SCOPE.DC-CONTACTS.READ-CONTACTS", "SCOPE.DC-INBOX.MANAGE-MSGS", "SCOPE.DC-INBOX.READ-MSGS"];

    private static readonly string[] WithLoyalty = ["wix_loyalty"];

    public void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes) => pipeline.Map(routes, "GET", "/apps/v1/instance", call => new
    {
        instance = new
        {
            instanceId = call.Site.InstanceId,
            appName = "Loyalty Functions",
            appVersion = "1.0.0",
            isFree = true,
            permissions = Permissions,
            copiedFromTemplate = false,
            freeTrialAvailable = false,
        },
        site = new
        {
            siteId = call.Site.SiteId,
            siteDisplayName = world.Options.SiteName,
            locale = world.Options.SiteLocale,
            paymentCurrency = "EUR",
            url = "https://www.example.com",
            ownerEmail = "owner@example.com",
            installedWixApps = world.Behaviour.LoyaltyAppInstalled ? WithLoyalty : [],
        },
    });
}
