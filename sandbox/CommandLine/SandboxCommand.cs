using System.CommandLine;
using System.CommandLine.Parsing;

namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>The program's command line: no command is the demo; <c>serve</c> and <c>simulators</c> stay up.</summary>
public sealed class SandboxCommand(
    Func<DemoChoices, CancellationToken, Task<int>> demo,
    Func<ServeChoices, CancellationToken, Task<int>> serve)
{
    private const double ModerateChaos = 0.3;

    /// <summary>Reads <paramref name="arguments"/> and does what they ask.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"{parsed.Errors[0].Message} See --help.");
            return ExitCodes.BadUsage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, ct);
        }
        catch (UsageException e)
        {
            await error.WriteLineAsync($"{e.Message} See --help.");
            return ExitCodes.BadUsage;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await error.WriteLineAsync($"The sandbox failed: {e}");
            return ExitCodes.Failed;
        }
    }

    private RootCommand Root()
    {
        var root = new RootCommand("A day in the life of a Wix site whose loyalty points are kept in step with another system, on this machine.");
        var site = new SiteOptionSet(ModerateChaos);
        var changes = Numbers.Whole("--changes", 2000, 0, 1_000_000, "How often people earn or redeem.");
        var rate = Numbers.Real("--rate", 30, 0.1, 1000, "Changes in a second, both sides together.");
        site.AddTo(root);
        root.Add(changes);
        root.Add(rate);
        root.SetAction((parsed, ct) => demo(new DemoChoices(site.Of(parsed), parsed.GetValue(changes), parsed.GetValue(rate)), ct));
        root.Add(Serve());
        root.Add(Simulators());
        return root;
    }

    private Command Serve()
    {
        var command = new Command("serve", "Start storage, both systems and the app, print one JSON line about them, and stay up.");
        var site = new SiteOptionSet(chaos: 0);
        var (wixPort, externalPort, appPort) = (Port("--wix-port"), Port("--external-port"), Port("--app-port"));
        var storage = new Option<string?>("--storage")
        {
            Description = "Connection string of a storage account. By default Azurite is started.",
            HelpName = "connection string",
        };
        site.AddTo(command);
        Add(command, wixPort, externalPort, appPort, storage);
        command.SetAction((parsed, ct) => serve(
            new ServeChoices(
                site.Of(parsed), parsed.GetValue(wixPort), parsed.GetValue(externalPort), parsed.GetValue(appPort), parsed.GetValue(storage), App: null),
            ct));
        return command;
    }

    private Command Simulators()
    {
        var command = new Command("simulators", "Start both systems only, to rehearse with an app that runs elsewhere.");
        var site = new SiteOptionSet(chaos: 0);
        var (wixPort, externalPort) = (Port("--wix-port"), Port("--external-port"));
        var app = new Option<Uri>("--app")
        {
            Description = "Where the app runs: both systems send it their webhooks.",
            HelpName = "address",
            DefaultValueFactory = _ => new Uri("http://localhost:7071"),
            CustomParser = ParseAddress,
        };
        site.AddTo(command);
        Add(command, wixPort, externalPort, app);
        command.SetAction((parsed, ct) => serve(
            new ServeChoices(site.Of(parsed), parsed.GetValue(wixPort), parsed.GetValue(externalPort), AppPort: 0, Storage: null, parsed.GetValue(app)), ct));
        return command;
    }

    private static Uri? ParseAddress(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;

        result.AddError($"--app takes an http or https address, not \"{result.Tokens[0].Value}\".");
        return null;
    }

    private static void Add(Command command, params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
            command.Add(option);
    }

    private static Option<int> Port(string name) => Numbers.Whole(name, 0, 0, 65_535, "Port on 127.0.0.1; 0 takes a free one.");
}
