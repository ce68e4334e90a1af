using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class ProgramTests
{
    private const string Program = "loyalty-programs/v1/program";

    [Fact]
    public async Task A_program_is_named_activated_and_paused()
    {
        await using var app = await WixDriver.StartAsync(options: o => o with { ProgramActive = false, ProgramName = null });

        Assert.Equal("programName", (await app.PostAsync($"{Program}/activate", new { })).Field);
        await app.CallAsync(HttpMethod.Patch, Program, new { loyaltyProgram = new { name = "Stars", pointDefinition = new { customName = "Stars" } } });
        Assert.Equal("ACTIVE", await StatusAsync(app, "activate"));
        Assert.Equal("PAUSED", await StatusAsync(app, "pause"));
        Assert.Equal("Stars", (string)(await app.GetAsync(Program)).Body!["loyaltyProgram"]!["pointDefinition"]!["customName"]!);
    }

    [Fact]
    public async Task An_unnamed_program_is_activated_when_the_switch_allows_it()
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { UnnamedProgram = Refusal.Allowed }, o => o with { ProgramActive = false, ProgramName = null });

        Assert.Equal("ACTIVE", await StatusAsync(app, "activate"));
    }

    [Theory]
    [InlineData(Refusal.Allowed, 200)]
    [InlineData(Refusal.Refused, 409)]
    public async Task A_second_activation_is_answered_as_the_switch_says(Refusal mode, int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { SecondActivation = mode });

        Assert.Equal(status, (await app.PostAsync($"{Program}/activate", new { })).Status);
    }

    [Theory]
    [InlineData(Refusal.Refused, 428)]
    [InlineData(Refusal.Allowed, 200)]
    public async Task Accounts_before_activation_are_created_or_not_as_the_switch_says(Refusal mode, int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { CreateWhenInactive = mode }, o => o with { ProgramActive = false });

        Assert.Equal(status, (await app.CreateAccountAsync(app.Wix.AddContact(new NewWixContact()).Id)).Status);
    }

    [Fact]
    public async Task Without_the_loyalty_app_there_is_no_program()
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { LoyaltyAppInstalled = false });

        Assert.Equal(404, (await app.PostAsync($"{Program}/activate", new { })).Status);
    }

    private static async Task<string> StatusAsync(WixDriver app, string action) =>
        (string)(await app.PostAsync($"{Program}/{action}", new { })).Body!["loyaltyProgram"]!["status"]!;
}
