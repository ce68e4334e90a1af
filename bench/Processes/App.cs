using System.Globalization;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Bench.Processes;

/// <summary>The app as a process of its own, built as this program is built, with the settings that a deployment would have.</summary>
internal static class App
{
    /// <param name="wix">Null for a receiver that calls nobody.</param>
    public static IReadOnlyDictionary<string, string> Settings(
        SiteKeys keys, Uri address, string storage, Uri? wix, Uri? external, DateTimeOffset syncFrom)
    {
        var site = $"Sites__{keys.InstanceId}__";
        return new Dictionary<string, string>
        {
            ["Storage"] = storage,
            ["Urls"] = address.GetLeftPart(UriPartial.Authority),
            ["Functions__Keys__default"] = keys.FunctionKey,
            ["Wix__AppId"] = keys.AppId,
            ["Wix__AppSecret"] = keys.AppSecret,
            ["Wix__PublicKey"] = keys.PublicKeyPem,
            ["Wix__ApiBaseAddress"] = (wix ?? new Uri("http://127.0.0.1:9")).GetLeftPart(UriPartial.Authority),
            // The simulators are not throttled, so neither is the app.
            ["Wix__CallsPerWindow"] = "0",
            // What a clock begins would be counted and timed with whatever runs just then.
            ["AzureWebJobs__PurgeLedger__Disabled"] = "true",
            ["AzureWebJobs__Reconcile__Disabled"] = "true",
            ["AzureWebJobs__StartMonthlyMessages__Disabled"] = "true",
            ["AzureWebJobs__WatchQueues__Disabled"] = "true",
            [site + "Name"] = "Bench Rewards",
            [site + "SyncFrom"] = syncFrom.ToString("O", CultureInfo.InvariantCulture),
            [site + "Messages__Link"] = "https://www.example.com/rewards",
            [site + "External__BaseAddress"] = (external ?? new Uri("http://127.0.0.1:9")).GetLeftPart(UriPartial.Authority),
            [site + "External__ApiKey"] = keys.ExternalApiKey,
            [site + "External__WebhookSecrets__0"] = keys.ExternalWebhookSecret,
        };
    }

    /// <summary>A free address for it.</summary>
    public static Uri Address() => new($"http://127.0.0.1:{FreePort.Or(0).ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<AppProcess> StartAsync(Uri address, IReadOnlyDictionary<string, string> settings, string logFile, CancellationToken ct)
    {
        var app = AppProcess.Start(address, settings, logFile);
        await app.WaitUntilReadyAsync(ct);
        return app;
    }
}
