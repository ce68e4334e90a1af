using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class MisbehaviourTests
{
    [Fact]
    public async Task A_server_error_is_empty_and_has_done_nothing()
    {
        await using var app = await WixDriver.StartAsync();
        var account = app.Person().AccountId!;
        var token = await app.TokenAsync();
        app.Wix.Behaviour = new WixBehaviour { ErrorRate = 1 };

        var answer = await app.CallAsync(HttpMethod.Post, $"loyalty-accounts/v1/accounts/{account}/adjust-points", new { amount = 1, revision = "1" }, token);

        Assert.True(answer.Status is 500 or 503, $"{answer.Status}");
        Assert.Equal("""{"message":"","details":{}}""", answer.Body!.ToJsonString());
        Assert.Equal(0, app.Truth(account).Balance);
    }

    [Theory]
    [InlineData(LostAnswer.Aborted)]
    [InlineData(LostAnswer.GatewayTimeout)]
    public async Task A_lost_answer_has_done_its_work(LostAnswer mode)
    {
        await using var app = await WixDriver.StartAsync();
        var account = app.Person().AccountId!;
        var token = await app.TokenAsync();
        app.Wix.Behaviour = new WixBehaviour { AnswerLostRate = 1, LostAnswer = mode };

        var call = app.CallAsync(HttpMethod.Post, $"loyalty-accounts/v1/accounts/{account}/adjust-points", new { amount = 1, revision = "1" }, token);

        if (mode == LostAnswer.Aborted)
            await Assert.ThrowsAsync<HttpRequestException>(() => call);
        else
            Assert.Equal(504, (await call).Status);
        Assert.Equal(1, app.Truth(account).Balance);
        Assert.Equal(1, app.Wix.ReadSummary().Answers["lost"]);
    }

    [Fact]
    public async Task Throttling_on_purpose_says_how_long_to_wait_when_told_to()
    {
        await using var app = await WixDriver.StartAsync();
        var token = await app.TokenAsync();
        app.Wix.Behaviour = new WixBehaviour { ThrottleRate = 1, RetryAfter = true };

        var answer = await app.GetAsync("loyalty-programs/v1/program", token);

        Assert.Equal((429, TimeSpan.FromSeconds(1)), (answer.Status, answer.RetryAfter));
    }

    [Fact]
    public async Task A_revoked_token_fails_and_a_new_one_works()
    {
        await using var app = await WixDriver.StartAsync();
        var token = await app.TokenAsync();
        app.Wix.Behaviour = new WixBehaviour { TokenRevokeRate = 1 };
        Assert.Equal(401, (await app.GetAsync("loyalty-programs/v1/program", token)).Status);

        app.Wix.Behaviour = new WixBehaviour();

        Assert.Equal(401, (await app.GetAsync("loyalty-programs/v1/program", token)).Status);
        Assert.Equal(200, (await app.GetAsync("loyalty-programs/v1/program")).Status);
    }

    [Fact]
    public async Task The_control_api_never_misbehaves()
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { ErrorRate = 1, ThrottleRate = 1, AnswerLostRate = 1 });

        Assert.Equal(200, (await app.GetAsync("_sandbox/state")).Status);
    }
}
