using LoyaltyFunctions.Hosting;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Messages;

/// <summary>What stops the start, said with the name of the setting or the place in the template.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("DayOfMonth", "29")]
    [InlineData("Hour", "24")]
    [InlineData("Locale", "no locale")]
    [InlineData("MinimumPoints", "-1")]
    [InlineData("MaxUnhealthyShare", "1.5")]
    [InlineData("Link", "http://www.example.com")]
    public void A_setting_that_cannot_be_stops_the_start(string setting, string value)
    {
        var failures = Failures($"Sites:{Links.SiteId}:Messages:{setting}", value);
        Assert.Contains(failures, failure => failure.StartsWith($"Sites:{Links.SiteId}:Messages:{setting} ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lease_shorter_than_the_calls_in_it_stops_the_start() =>
        Assert.Contains(Failures("Messages:Lease", "00:00:20"), failure => failure.StartsWith("Messages:Lease ", StringComparison.Ordinal));

    [Fact]
    public void A_broken_template_stops_the_start_with_its_file_line_and_column()
    {
        using var folder = new TemplateFolder();
        folder.Write("en.liquid", "Hi\n---\nYou have {{ ponts }} points");
        folder.Write("nolocale!.liquid", "Hi\n---\nText");
        var failures = Failures($"Sites:{Links.SiteId}:Messages:Templates", folder.Path);
        Assert.Contains(failures, failure => failure.StartsWith($"{Path.Combine(folder.Path, "en.liquid")}(3,13): 'ponts' is unknown.", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.Contains("nolocale!.liquid is not named by a locale", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_templates_stops_the_start() =>
        Assert.Contains(Failures($"Sites:{Links.SiteId}:Messages:Templates", "/does/not/exist"), failure => failure.Contains("/does/not/exist", StringComparison.Ordinal));

    private static IEnumerable<string> Failures(string setting, string value)
    {
        using var webhooks = new WixWebhookBuilder();
        var publicKey = webhooks.PublicKeyPem;
        var thrown = Record.Exception(() => FunctionsHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage"] = "UseDevelopmentStorage=true",
                ["Functions:Keys:default"] = "key",
                ["Wix:AppId"] = WixWebhookBuilder.AppId,
                ["Wix:AppSecret"] = "secret",
                ["Wix:PublicKey"] = publicKey,
                [$"Sites:{Links.SiteId}:External:BaseAddress"] = "https://loyalty.example.com",
                [$"Sites:{Links.SiteId}:External:ApiKey"] = "key",
                [$"Sites:{Links.SiteId}:External:WebhookSecrets:0"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                [setting] = value,
            });
            builder.Logging.ClearProviders();
        }));
        return thrown switch
        {
            OptionsValidationException one => one.Failures,
            AggregateException several => several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(e => e.Failures),
            _ => throw new InvalidOperationException("The app started.", thrown),
        };
    }
}
