using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Wix;

public sealed class WixOptionsTests
{
    [Theory]
    [InlineData("AppId", "my app")]
    [InlineData("AppSecret", " ")]
    [InlineData("PublicKey", "")]
    [InlineData("PublicKey", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("PublicKey", "bm8ga2V5")]
    [InlineData("ApiBaseAddress", "http://www.wixapis.com")]
    [InlineData("ApiBaseAddress", "ftp://localhost")]
    [InlineData("RateWindow", "00:00:00")]
    [InlineData("BackgroundShare", "1.1")]
    [InlineData("BackgroundShare", "0")]
    [InlineData("Timeout", "-00:00:01")]
    public void A_setting_that_cannot_work_stops_the_start_and_is_named(string name, string value)
    {
        using var parts = new WixParts(new Uri("https://www.wixapis.com"), settings: (name, value));

        var failure = Assert.Throws<OptionsValidationException>(parts.Start);

        Assert.StartsWith($"Wix:{name} ", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_key_stops_the_start()
    {
        using var key = System.Security.Cryptography.RSA.Create(1024);
        using var parts = new WixParts(new Uri("https://www.wixapis.com"), settings: ("PublicKey", key.ExportSubjectPublicKeyInfoPem()));

        Assert.Contains("2048", Assert.Throws<OptionsValidationException>(parts.Start).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.wixapis.com")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080/")]
    public void Https_is_needed_but_on_this_machine(string address)
    {
        using var parts = new WixParts(new Uri(address));

        parts.Start();
    }
}
