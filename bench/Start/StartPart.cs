using System.Diagnostics;
using System.Globalization;
using LoyaltyFunctions.Bench.Processes;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Bench.StorageDouble;
using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Bench.Start;

/// <summary>From the start of the process to its first answer.</summary>
internal sealed class StartPart : IPart
{
    private const string Aot =
        "Native AOT is not published: the functions are found and bound by reflection, their `IActionResult`s are executed by ASP.NET Core MVC, and the message templates reflect over their values; none of them supports it, and to replace them would split the one set of functions that both hosts run.";

    private const string Why =
        "The framework is compiled ahead in both, so only what the app brings is spared. What is left in both is the runtime's own start, configuration and services, some fifteen calls that make sure of tables and queues, and the first request's way through Kestrel and MVC. Some 650 methods are compiled at the start even of the publish (by the runtime's events): async state machines over types of two assemblies, stubs of reflection, code for wider vectors than every machine has.";

    private static readonly TimeSpan PublishesWithin = TimeSpan.FromMinutes(10);

    public string Name => "start";

    public async Task<PartResult> RunAsync(BenchContext context, CancellationToken ct)
    {
        using var folder = new RunFolder();
        var keys = await SiteKeys.CreateAsync(folder.Path, ct);
        await using var storage = await DoubleStorage.StartAsync(ct);
        List<StartedApp> apps = [new("`dotnet LoyaltyFunctions.dll`, built without ReadyToRun", DotNet.Path, [Path.Combine(AppContext.BaseDirectory, "LoyaltyFunctions.dll")])];
        if (!context.Quick)
        {
            context.Say("Start: publishing");
            var published = Path.Combine(folder.Path, "app");
            await PublishAsync(folder.Path, published, ct);
            apps.Add(new("Standalone publish", Path.Combine(published, OperatingSystem.IsWindows() ? "LoyaltyFunctions.exe" : "LoyaltyFunctions"), []));
        }

        context.Say("Start: process start to first answer");
        for (var round = 0; round < (context.Quick ? 2 : 6); round++)
        {
            foreach (var app in apps)
                await app.RunAsync(keys, storage.ConnectionString, folder.Path, warmUp: round == 0, context.Time, ct);
        }

        var table = new Table("", "first answer ms", "memory after start MB", "processor time ms");
        foreach (var app in apps)
            table.Add(app.Name, app.FirstAnswer.Text(), app.Memory.Text(), app.Cpu.Text());
        var ratio = apps[^1].FirstAnswer.Median / apps[0].FirstAnswer.Median;
        return new(
            "Start",
            ["From the start of the process to the first 200 of `GET /api/health`, which asks the storage; storage that answers at once.", table.ToString(), Aot],
            context.Quick ? [] : [new("First answer of the Standalone publish, against the build without ReadyToRun", "< 50 %", Text($"{ratio:P0}"), ratio < 0.5, Why)],
            [Text($"first answer after {apps[^1].FirstAnswer.Median:N0} ms")]);
    }

    private static async Task PublishAsync(string folder, string output, CancellationToken ct)
    {
        var project = Path.Combine(NodePackages.RepositoryFolder, "functions");
        using var publish = Process.Start(new ProcessStartInfo(
            DotNet.Path, ["publish", project, "-c", "Release", "-p:RunAnalyzers=false", "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", output, "-v", "quiet"])
        {
            RedirectStandardOutput = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(PublishesWithin);
        string said;
        try
        {
            said = await publish.StandardOutput.ReadToEndAsync(limit.Token);
            await publish.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            publish.Kill(entireProcessTree: true);
            throw;
        }

        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"The app could not be published: {said}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
