using LoyaltyFunctions.Points;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.Wix;

public sealed class WixTokensTests : IAsyncLifetime
{
    private const string Site = WixWebhookBuilder.SiteId;
    private const string Account = WixWebhookBuilder.AccountId;
    private const string AccountJson = $$$"""{"account":{"id":"{{{Account}}}","points":{"balance":15},"revision":"4"},"transactionId":"{{{Account}}}"}""";

    private StubWix wix = null!;

    public async Task InitializeAsync() => wix = await StubWix.StartAsync();

    public async Task DisposeAsync() => await wix.DisposeAsync();

    [Fact]
    public async Task Callers_at_the_same_time_share_one_request_for_a_token()
    {
        for (var i = 0; i < 40; i++)
            wix.Answer(200, AccountJson);
        using var parts = new WixParts(wix.Address);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default)));
        Assert.Single(wix.TokenCalls);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => parts.Loyalty.GetAccountAsync(Account, Account, WixWork.Live, default)));
        Assert.Equal(2, wix.TokenCalls.Count);
    }

    [Fact]
    public async Task A_token_is_renewed_shortly_before_it_ends()
    {
        var time = new FakeTimeProvider();
        wix.Answer(200, AccountJson).Answer(200, AccountJson).Answer(200, AccountJson);
        using var parts = new WixParts(wix.Address, time);

        await parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default);
        time.Advance(TimeSpan.FromMinutes(234));
        await parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default);
        time.Advance(TimeSpan.FromMinutes(2));
        await parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default);

        Assert.Equal(["token-1", "token-1", "token-2"], wix.Calls.Select(c => c.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_and_the_write_sent_again_since_it_did_nothing()
    {
        wix.Answer(401).Answer(200, AccountJson);
        using var parts = new WixParts(wix.Address);

        var outcome = await parts.Loyalty.AdjustPointsAsync(Site, Account, 1, 3, "x", default);

        Assert.Equal(new WriteOutcome.Written(Account, 15, 4), outcome);
        Assert.Equal(["token-1", "token-2"], wix.Calls.Select(c => c.Headers["Authorization"]));
        Assert.Equal(wix.Calls[0].Body, wix.Calls[1].Body);
    }

    [Fact]
    public async Task Refused_with_a_fresh_token_too_means_not_permitted()
    {
        wix.Answer(401).Answer(401);
        using var parts = new WixParts(wix.Address);

        var outcome = await parts.Loyalty.AdjustPointsAsync(Site, Account, 1, 3, "x", default);

        Assert.Equal(RefusalCodes.NotPermitted, Assert.IsType<WriteOutcome.Refused>(outcome).Code);
        Assert.Equal(2, wix.Calls.Count);
    }

    [Theory]
    [InlineData(400, WixFailure.NotPermitted)]
    [InlineData(401, WixFailure.NotPermitted)]
    [InlineData(404, WixFailure.NotPermitted)]
    [InlineData(429, WixFailure.Throttled)]
    [InlineData(500, WixFailure.Unavailable)]
    [InlineData(200, WixFailure.Unavailable)]
    public async Task A_refusal_of_the_token_depends_on_its_status_alone(int status, WixFailure failure)
    {
        wix.TokenAnswer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("no JSON here");
        };
        using var parts = new WixParts(wix.Address);

        var thrown = await Assert.ThrowsAsync<WixException>(() => parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default));

        Assert.Equal(failure, thrown.Failure);
        Assert.DoesNotContain("a secret", thrown.ToString(), StringComparison.Ordinal);
        Assert.Empty(wix.Calls);
    }
}
