using System.Globalization;
using LoyaltyFunctions.Sandbox.Wix;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class LimitsTests
{
    private const string Program = "loyalty-programs/v1/program";

    private readonly FakeTimeProvider time = new(DateTimeOffset.Parse("2026-01-05T10:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task The_201st_call_of_a_minute_is_refused_and_the_next_minute_is_free()
    {
        await using var app = await WixDriver.StartAsync(options: o => o with { TimeProvider = time, CallsPerWindow = 200 });
        var token = await app.TokenAsync();

        for (var i = 0; i < 200; i++)
            Assert.Equal(200, (await app.GetAsync(Program, token)).Status);

        Assert.Equal((429, null), await StatusAndWaitAsync(app, token));
        Assert.Equal(1, app.Wix.ReadSummary().Throttled);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await app.GetAsync(Program, token)).Status);
    }

    [Fact]
    public async Task A_sliding_window_counts_the_calls_of_the_last_minute()
    {
        await using var app = await WixDriver.StartAsync(
            new WixBehaviour { RateLimitWindow = RateLimitWindow.Sliding, RetryAfter = true }, o => o with { TimeProvider = time, CallsPerWindow = 2 });
        var token = await app.TokenAsync();
        time.Advance(TimeSpan.FromSeconds(50));
        await app.GetAsync(Program, token);
        await app.GetAsync(Program, token);

        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal((429, TimeSpan.FromSeconds(40)), await StatusAndWaitAsync(app, token));
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(200, (await app.GetAsync(Program, token)).Status);
    }

    [Fact]
    public async Task Sites_do_not_use_up_each_others_calls()
    {
        await using var app = await WixDriver.StartAsync(options: o => o with { CallsPerWindow = 1, TimeProvider = time, InstanceIds = ["one", "two"] });
        var (one, two) = (await app.TokenAsync("one"), await app.TokenAsync("two"));

        await app.GetAsync(Program, one);

        Assert.Equal((429, 200), ((await app.GetAsync(Program, one)).Status, (await app.GetAsync(Program, two)).Status));
    }

    [Fact]
    public async Task A_token_lasts_four_hours_and_not_longer_than_the_installation()
    {
        await using var app = await WixDriver.StartAsync(options: o => o with { TimeProvider = time });
        var token = await app.TokenAsync();
        time.Advance(TimeSpan.FromHours(3.9));
        Assert.Equal(200, (await app.GetAsync(Program, $"Bearer {token}")).Status);
        time.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal("UNAUTHENTICATED", (await app.GetAsync(Program, token)).Code);

        var fresh = await app.TokenAsync();
        app.Wix.RemoveApp(app.Wix.InstanceIds[0]);

        Assert.Equal(401, (await app.GetAsync(Program, fresh)).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => app.TokenAsync());
        app.Wix.InstallApp(app.Wix.InstanceIds[0]);
        Assert.Equal(200, (await app.GetAsync(Program)).Status);
    }

    private static async Task<(int Status, TimeSpan? Wait)> StatusAndWaitAsync(WixDriver app, string token)
    {
        var answer = await app.GetAsync(Program, token);
        return (answer.Status, answer.RetryAfter);
    }
}
