using LoyaltyFunctions.Sandbox.CommandLine;

namespace LoyaltyFunctions.Tests.Sandbox;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private DemoChoices? demo;
    private ServeChoices? serve;

    [Fact]
    public async Task No_arguments_ask_for_the_demo_with_200_members_and_2000_changes()
    {
        Assert.Equal(ExitCodes.Fine, await RunAsync());

        Assert.Equal((200, 2000), (demo!.Site.Members, demo.Changes));
        Assert.InRange(demo.Site.Chaos, 0.1, 0.9);
        Assert.Null(serve);
    }

    [Fact]
    public async Task Every_option_of_the_demo_is_heard()
    {
        await RunAsync("--members", "7", "--changes", "8", "--rate", "2.5", "--seed", "9", "--chaos", "1", "--processes", "2");

        Assert.Equal((7, 8, 2.5, 9, 1.0, 2), (demo!.Site.Members, demo.Changes, demo.Rate, demo.Site.Seed, demo.Site.Chaos, demo.Site.Processes));
    }

    [Theory]
    [InlineData("--membrs 4", "--membrs")]
    [InlineData("--members many", "\"many\"")]
    [InlineData("--members 0", "from 1 to")]
    [InlineData("--members", "--members")]
    [InlineData("--chaos 1.5", "from 0 to 1")]
    [InlineData("--chaos -1", "from 0 to 1")]
    [InlineData("--rate 0", "--rate")]
    [InlineData("--processes 0", "--processes")]
    [InlineData("server", "server")]
    [InlineData("serve --wix-port 99999", "--wix-port")]
    [InlineData("serve --changes 5", "--changes")]
    [InlineData("simulators --storage x", "--storage")]
    [InlineData("simulators --app nowhere", "\"nowhere\"")]
    public async Task What_cannot_be_is_told_in_a_sentence_and_starts_nothing(string arguments, string named)
    {
        Assert.Equal(ExitCodes.BadUsage, await RunAsync(arguments.Split(' ')));

        var sentence = Assert.Single(error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(named, sentence, StringComparison.Ordinal);
        Assert.Empty(output.ToString());
        Assert.True(demo is null && serve is null);
    }

    [Fact]
    public async Task Help_names_every_option_and_is_no_failure()
    {
        Assert.Equal(ExitCodes.Fine, await RunAsync("--help"));

        foreach (var option in new[] { "--members", "--changes", "--rate", "--seed", "--chaos", "--wix-mode", "--external-mode", "--processes", "serve", "simulators" })
            Assert.Contains(option, output.ToString(), StringComparison.Ordinal);
        Assert.Null(demo);
    }

    [Fact]
    public async Task Modes_set_switches_of_the_simulators_and_settings_of_the_app()
    {
        await RunAsync("--wix-mode", "identity=loyalty-app,no-description,earn-credits,read-lag=2.5", "--external-mode", "no-reference,no-idempotency");

        var (wix, external) = (demo!.Site.Wix, demo.Site.External);
        Assert.Equal("""{"identity":"loyaltyApp","descriptionKept":false,"readLag":2.5}""", wix.Switches.ToJsonString());
        Assert.True(wix.EarnCredits);
        Assert.Equal((false, false, false), (external.IdempotencyKeys, external.EchoesReference, external.NegativeBalances));
    }

    [Theory]
    [InlineData("--wix-mode", "identty=absent", "identty")]
    [InlineData("--wix-mode", "identity=nobody", "identity")]
    [InlineData("--external-mode", "sings", "sings")]
    [InlineData("--external-mode", "delay-ms=long", "delayMs")]
    public async Task A_mode_that_no_simulator_has_is_told_in_a_sentence(string option, string mode, string named)
    {
        Assert.Equal(ExitCodes.BadUsage, await RunAsync(option, mode));

        Assert.Contains(named, Assert.Single(error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_takes_ports_and_a_storage_account()
    {
        await RunAsync("serve", "--wix-port", "8001", "--external-port", "8002", "--app-port", "8003", "--storage", "UseDevelopmentStorage=true");

        Assert.Equal((8001, 8002, 8003, "UseDevelopmentStorage=true", true), (serve!.WixPort, serve.ExternalPort, serve.AppPort, serve.Storage, serve.WithApp));
        Assert.Equal(0, serve.Site.Chaos);
    }

    [Fact]
    public async Task Simulators_leave_the_app_to_somebody_else()
    {
        await RunAsync("simulators", "--app", "https://loyalty.example.net");

        Assert.False(serve!.WithApp);
        Assert.Equal("https://loyalty.example.net/", serve.App!.ToString());
    }

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    private Task<int> RunAsync(params string[] arguments) =>
        new SandboxCommand(
            (choices, _) => Task.FromResult(Take(() => demo = choices)),
            (choices, _) => Task.FromResult(Take(() => serve = choices)))
            .RunAsync(arguments, output, error, CancellationToken.None);

    private static int Take(Action take)
    {
        take();
        return ExitCodes.Fine;
    }
}
