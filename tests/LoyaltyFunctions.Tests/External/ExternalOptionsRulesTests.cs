using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Tests.External;

public sealed class ExternalOptionsRulesTests
{
    private const string Section = "Sites:s1:External";

    [Theory]
    [InlineData("https://loyalty.example.com/shops/7")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost:5000")]
    public void Good_settings_pass(string address) => Assert.Empty(Check(o => o.BaseAddress = new Uri(address)));

    [Fact]
    public void Each_message_names_its_setting()
    {
        Assert.Contains($"{Section}:BaseAddress", Assert.Single(Check(o => o.BaseAddress = null)), StringComparison.Ordinal);
        Assert.Contains($"{Section}:BaseAddress", Assert.Single(Check(o => o.BaseAddress = new Uri("http://loyalty.example.com"))), StringComparison.Ordinal);
        Assert.Contains($"{Section}:BaseAddress", Assert.Single(Check(o => o.BaseAddress = new Uri("https://a.example?x=1"))), StringComparison.Ordinal);
        Assert.Contains($"{Section}:ApiKey", Assert.Single(Check(o => o.ApiKey = "")), StringComparison.Ordinal);
        Assert.Contains($"{Section}:ApiKey", Assert.Single(Check(o => o.ApiKey = "two\nlines")), StringComparison.Ordinal);
        Assert.Contains($"{Section}:WebhookSecrets ", Assert.Single(Check(o => o.WebhookSecrets.Clear())), StringComparison.Ordinal);
        Assert.Contains($"{Section}:WebhookSecrets:1", Assert.Single(Check(o => o.WebhookSecrets.Add("whsec_#"))), StringComparison.Ordinal);
        Assert.Contains($"{Section}:Timeout", Assert.Single(Check(o => o.Timeout = TimeSpan.Zero)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Check(Action<ExternalOptions> change)
    {
        var options = new ExternalOptions
        {
            BaseAddress = new Uri("https://loyalty.example.com"),
            ApiKey = "key",
            WebhookSecrets = { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
        };
        change(options);
        return ExternalOptionsRules.Check(Section, options);
    }
}
