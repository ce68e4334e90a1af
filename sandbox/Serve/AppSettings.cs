using System.Globalization;
using LoyaltyFunctions.Sandbox.CommandLine;

namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>The app's settings for the sandbox, as environment variables.</summary>
internal static class AppSettings
{
    public static IReadOnlyDictionary<string, string> Of(
        SiteChoices choices, SiteKeys keys, Uri address, Uri wix, Uri external, string storage, DateTimeOffset syncFrom)
    {
        var site = $"Sites__{keys.InstanceId}__";
        var settings = new Dictionary<string, string>
        {
            ["Storage"] = storage,
            ["Urls"] = Text(address),
            ["Functions__Keys__default"] = keys.FunctionKey,
            ["Wix__AppId"] = keys.AppId,
            ["Wix__AppSecret"] = keys.AppSecret,
            ["Wix__PublicKey"] = keys.PublicKeyPem,
            ["Wix__ApiBaseAddress"] = Text(wix),
            ["Wix__CallsPerWindow"] = Pace.CallsPerWindow.ToString(CultureInfo.InvariantCulture),
            ["Wix__RateWindow"] = Text(Pace.RateWindow),
            ["Wix__Timeout"] = Text(Pace.CallTimeout),
            [site + "Name"] = "Sandbox Rewards",
            [site + "SyncFrom"] = syncFrom.ToString("O", CultureInfo.InvariantCulture),
            [site + "WixCredits"] = choices.Wix.EarnCredits ? "Earn" : "Adjust",
            [site + "Messages__Link"] = "https://www.example.com/rewards",

            // What is parked of a few hundred changes is a large share.
            [site + "Messages__MaxUnhealthyShare"] = "1",
            [site + "External__BaseAddress"] = Text(external),
            [site + "External__ApiKey"] = keys.ExternalApiKey,
            [site + "External__WebhookSecrets__0"] = keys.ExternalWebhookSecret,
            [site + "External__IdempotencyKeys"] = Text(choices.External.IdempotencyKeys),
            [site + "External__EchoesReference"] = Text(choices.External.EchoesReference),
            [site + "External__NegativeBalances"] = Text(choices.External.NegativeBalances),
            [site + "External__Timeout"] = Text(Pace.CallTimeout),

            // Several processes on few cores: threads that wait should not spin.
            ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        };
        foreach (var (name, wait) in Pace.Sync)
            settings["Sync__" + name] = Text(wait);
        foreach (var (name, wait) in Pace.Messages)
            settings["Messages__" + name] = Text(wait);
        return settings;
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "true" : "false";
}
