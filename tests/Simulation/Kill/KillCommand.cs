using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.CommandLine;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Simulation.Kill;

/// <summary><c>kill</c>: the published app under load and SIGKILL, on Azurite and the two simulators at their worst.</summary>
internal static class KillCommand
{
    private const double Chaos = 0.5;

    /// <returns>0 only when nothing was lost, nothing doubled, and every invariant holds.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (choices, problem) = KillChoices.Parse(args);
        if (choices is null)
        {
            await error.WriteLineAsync(problem);
            return Usage.BadUsage;
        }

        try
        {
            return await RunAsync(choices, output, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped before the run was over.");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is AppFailedException or InvalidOperationException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> RunAsync(KillChoices choices, TextWriter output, CancellationToken ct)
    {
        var time = TimeProvider.System;
        var kind = new SiteChoices(KillRun.People, choices.Seed, Chaos, WixModes.Parse(""), ExternalModes.Parse(""), Processes: 2);
        // The app runs elsewhere, as far as the sandbox is concerned: here.
        await using var site = await RunningSite.StartAsync(new ServeChoices(kind, 0, 0, 0, Storage: null, new Uri("http://127.0.0.1")), _ => { }, ct);
        site.Folder.Keep = true;
        var app = await PublishedApp.PublishAsync(Path.Combine(site.Folder.Path, "app"), ct);
        await using var storage = await AzuriteServer.StartAsync(ct);
        await using var apps = await AppPair.StartAsync(kind, site, storage.ConnectionString, app, time.GetUtcNow(), ct);

        var report = await new KillRun(choices, site, apps, storage.ConnectionString, output, time).RunAsync(ct);
        site.Folder.Keep = !report.Holds;
        if (!report.Holds)
            await output.WriteLineAsync($"The app's logs: {site.Folder.Path}");
        foreach (var line in report.Lines())
            await output.WriteLineAsync(line);
        return report.Holds ? ExitCodes.Fine : ExitCodes.Failed;
    }
}
