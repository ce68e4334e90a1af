using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LoyaltyFunctions.Sites;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Infra;

public sealed partial class SettingsTests
{
    // What the Functions host itself reads.
    // https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
    private static readonly string[] HostSettings = ["AzureWebJobsStorage:blobServiceUri", "AzureWebJobsStorage:credential", "AzureWebJobsStorage:clientId"];

    [BicepFact]
    public async Task Every_app_setting_is_one_that_the_app_or_its_host_reads()
    {
        foreach (var snapshot in new[] { await Bicep.Dev, await Bicep.Prod })
        {
            var unknown = snapshot.AppSettings.Keys.Select(SettingCatalogue.NameOf)
                .Where(name => !SettingCatalogue.All.ContainsKey(name) && !HostSettings.Contains(name, StringComparer.Ordinal));
            Assert.Empty(unknown);
        }
    }

    [BicepFact]
    public async Task Every_app_setting_has_a_name_that_Linux_allows() =>
        Assert.All((await Bicep.Prod).AppSettings.Keys, name => Assert.Matches("^[A-Za-z0-9_]+$", name));

    [BicepFact]
    public async Task The_app_starts_with_these_settings_and_knows_every_site()
    {
        var prod = await Bicep.Prod;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(prod.AppSettings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)ValueOf(setting.Key, setting.Value))))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging().AddMetrics().AddLoyalty(configuration);
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();

        var sites = provider.GetRequiredService<ISiteSettings>();
        Assert.Equal("Acme Rewards", sites.Find("22222222-2222-2222-2222-222222222222")?.Name);
        Assert.Equal(2, sites.Find("22222222-2222-2222-2222-222222222222")?.External.WebhookSecrets.Count);
        Assert.Equal("America/New_York", sites.Find("33333333-3333-3333-3333-333333333333")?.TimeZone);
    }

    [BicepFact]
    public async Task Every_secret_is_a_reference_into_the_vault_and_nothing_else_looks_like_one()
    {
        foreach (var (name, value) in (await Bicep.Prod).AppSettings)
        {
            var secret = Secret().IsMatch(name);
            Assert.True(secret == value.Contains("@Microsoft.KeyVault(SecretUri=", StringComparison.Ordinal), name);
            Assert.DoesNotContain("AccountKey", value, StringComparison.OrdinalIgnoreCase);
        }
    }

    [BicepFact]
    public async Task No_key_is_read_from_any_resource() =>
        Assert.DoesNotMatch("listKeys|listConnectionStrings|listSecrets|InstrumentationKey", (await Bicep.Build).Output);

    private static string ValueOf(string name, string value) =>
        name.Contains("WebhookSecrets", StringComparison.Ordinal) ? "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))
        : value.Contains("@Microsoft.KeyVault", StringComparison.Ordinal) ? "a-secret"
        : name == "Wix__PublicKey" ? PublicKey()
        : name == "Wix__AppId" ? Guid.NewGuid().ToString()
        : name == "APPLICATIONINSIGHTS_CONNECTION_STRING" ? ""
        : value.StartsWith('[') ? "https://account.example.net/"
        : value;

    private static string PublicKey()
    {
        using var rsa = RSA.Create(2048);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()));
    }

    [GeneratedRegex("AppSecret|ApiKey|WebhookSecrets")]
    private static partial Regex Secret();
}
