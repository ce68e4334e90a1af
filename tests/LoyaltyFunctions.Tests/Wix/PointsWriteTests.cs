using LoyaltyFunctions.Points;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Wix;

public sealed class PointsWriteTests : IAsyncLifetime
{
    private const string Site = WixWebhookBuilder.SiteId;
    private const string Account = WixWebhookBuilder.AccountId;
    private const string Transaction = "9d29cf95-fd2c-4db4-8f4d-2d65c52cacb9";

    private StubWix wix = null!;

    public async Task InitializeAsync() => wix = await StubWix.StartAsync();

    public async Task DisposeAsync() => await wix.DisposeAsync();

    [Theory]
    [InlineData($$$"""{"account":{"id":"{{{Account}}}","points":{"balance":15},"revision":"4"},"transactionId":"{{{Transaction}}}"}""", Transaction, 15L, 4L)]
    [InlineData($$$"""{"account":{"points":{"balance":15},"revision":4,"latestTransaction":{"id":"{{{Transaction}}}"}} }""", Transaction, 15L, 4L)]
    [InlineData("""{"account":{"points":{"balance":15},"revision":"4"}}""", null, 15L, 4L)]
    [InlineData($$$"""{"transactionId":"{{{Transaction}}}"}""", Transaction, null, null)]
    public async Task A_write_is_written_with_what_the_answer_says(string body, string? id, long? balance, long? revision) =>
        Assert.Equal(new WriteOutcome.Written(id, balance, revision), await AdjustAsync(-5, 200, body));

    [Theory]
    [InlineData(409, """{"message":"Outdated revision for entity id","details":{"applicationError":{"code":"INVALID_REVISION","data":{}}}}""")]
    [InlineData(400, """{"message":"","details":{"applicationError":{"code":"INVALID_REVISION"}}}""")]
    [InlineData(428, """{"message":"","details":{"applicationError":{"code":"STALE_REVISION"}}}""")]
    [InlineData(400, """{"message":"entity has already changed since the requested revision","details":{}}""")]
    [InlineData(400, """{"details":{"validationError":{"fieldViolations":[{"field":"revision","description":"is not current"}]}}}""")]
    [InlineData(409, "")]
    [InlineData(412, "no json")]
    public async Task Another_revision_is_stale(int status, string body) =>
        Assert.IsType<WriteOutcome.Stale>(await AdjustAsync(-5, status, body));

    [Theory]
    [InlineData(400, """{"details":{"applicationError":{"code":"INSUFFICIENT_POINTS"}}}""")]
    [InlineData(409, """{"details":{"applicationError":{"code":"NEGATIVE_BALANCE"}}}""")]
    [InlineData(428, """{"details":{"applicationError":{"code":"BALANCE_TOO_LOW"}}}""")]
    [InlineData(400, """{"message":"Adjustment may not result in a negative balance","details":{}}""")]
    [InlineData(400, """{"details":{"validationError":{"fieldViolations":[{"field":"amount","description":"not enough points"}]}}}""")]
    public async Task Too_few_points_is_a_refusal_that_the_protocol_knows(int status, string body) =>
        Assert.Equal(RefusalCodes.InsufficientPoints, Assert.IsType<WriteOutcome.Refused>(await AdjustAsync(-5, status, body)).Code);

    [Theory]
    [InlineData(5, 400, """{"details":{"applicationError":{"code":"BALANCE_TOO_HIGH"}}}""", "BALANCE_TOO_HIGH")]
    [InlineData(-5, 409, """{"details":{"applicationError":{"code":"PROGRAM_PAUSED"}}}""", "PROGRAM_PAUSED")]
    [InlineData(-5, 428, """{"details":{"applicationError":{"code":"PROGRAM_PAUSED"}}}""", "PROGRAM_PAUSED")]
    [InlineData(-5, 400, "", "http_400")]
    [InlineData(-5, 403, """{"details":{"applicationError":{"code":"PERMISSION_DENIED"}}}""", RefusalCodes.NotPermitted)]
    [InlineData(-5, 404, "", RefusalCodes.AccountNotFound)]
    public async Task Other_refusals_keep_their_code(long amount, int status, string body, string code) =>
        Assert.Equal(code, Assert.IsType<WriteOutcome.Refused>(await AdjustAsync(amount, status, body)).Code);

    [Theory]
    [InlineData(500, "")]
    [InlineData(503, """{"message":"","details":{}}""")]
    [InlineData(504, "")]
    [InlineData(408, "")]
    [InlineData(302, "")]
    [InlineData(202, "{}")]
    [InlineData(200, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"account":{"revision":"many"},"transactionId":7}""")]
    public async Task An_answer_that_says_nothing_leaves_it_unknown(int status, string body) =>
        Assert.IsType<WriteOutcome.Unknown>(await AdjustAsync(-5, status, body));

    [Theory]
    [InlineData(null, 60)]
    [InlineData("7", 7)]
    [InlineData("0", 60)]
    [InlineData("999999999", 600)]
    public async Task A_429_says_how_long_to_wait(string? retryAfter, int seconds)
    {
        wix.Answer(429, "", retryAfter is null ? [] : [("Retry-After", retryAfter)]);

        Assert.Equal(new WriteOutcome.Throttled(TimeSpan.FromSeconds(seconds)), await SendAsync(-5));
    }

    [Theory]
    [InlineData(409, """{"details":{"applicationError":{"code":"TRANSACTION_ALREADY_EXISTS"}}}""")]
    [InlineData(400, """{"message":"TRANSACTION_ALREADY_EXISTS: key","details":{}}""")]
    public async Task A_repeated_key_means_that_the_points_were_earned(int status, string body)
    {
        wix.Answer(status, body);
        using var parts = new WixParts(wix.Address);

        Assert.Equal(new WriteOutcome.Written(null, null, null), await parts.Loyalty.EarnPointsAsync(Site, Account, 5, "key", "x", default));
    }

    [Fact]
    public async Task Earning_that_Wix_refuses_for_another_reason_is_refused()
    {
        wix.Answer(409, """{"details":{"applicationError":{"code":"PROGRAM_PAUSED"}}}""");
        using var parts = new WixParts(wix.Address);

        Assert.Equal("PROGRAM_PAUSED", Assert.IsType<WriteOutcome.Refused>(await parts.Loyalty.EarnPointsAsync(Site, Account, 5, "key", "x", default)).Code);
    }

    private Task<WriteOutcome> AdjustAsync(long amount, int status, string body)
    {
        wix.Answer(status, body);
        return SendAsync(amount);
    }

    private async Task<WriteOutcome> SendAsync(long amount)
    {
        using var parts = new WixParts(wix.Address);
        return await parts.Loyalty.AdjustPointsAsync(Site, Account, amount, 3, "x", default);
    }
}
