using Azure.Data.Tables;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Wix;

/// <summary>The Wix client as the app registers it.</summary>
internal sealed class WixParts : IDisposable
{
    private readonly ServiceProvider services;

    public WixParts(Uri address, TimeProvider? time = null, string? storage = null, params (string Name, string Value)[] settings)
    {
        using var webhook = new WixWebhookBuilder();
        var values = new Dictionary<string, string?>
        {
            ["Wix:AppId"] = WixWebhookBuilder.AppId,
            ["Wix:AppSecret"] = "a secret",
            ["Wix:PublicKey"] = webhook.PublicKeyPem,
            ["Wix:ApiBaseAddress"] = address.ToString(),
            ["Wix:CallsPerWindow"] = storage is null ? "0" : "200",
        };
        foreach (var (name, value) in settings)
            values[$"Wix:{name}"] = value;

        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(new TableServiceClient(storage ?? "UseDevelopmentStorage=true"))
            .AddLogging()
            .AddWix()
            .BuildServiceProvider();
    }

    public IWixLoyalty Loyalty => services.GetRequiredService<IWixLoyalty>();

    /// <summary>What happens to the options at the start of the app.</summary>
    public void Start() => services.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();

    public void Dispose() => services.Dispose();
}
