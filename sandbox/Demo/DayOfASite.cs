using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.CommandLine;
using LoyaltyFunctions.Sandbox.Demo.Acts;
using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Demo.Invariants;
using LoyaltyFunctions.Sandbox.Demo.Report;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Sandbox.Demo;

/// <summary>The demo: sets everything up, plays the acts of a day, and judges what is left in the two ledgers.</summary>
internal sealed class DayOfASite(IScreen screen, TextWriter error, TimeProvider time)
{
    // In order. A flow that the app learns gets its act here.
    private readonly IReadOnlyList<IAct> acts =
        [new PeopleJoin(time), new Activate(time), new EarnAndRedeem(time), new BecomeQuiet(time), new MonthTurns(time)];

    /// <returns>One of <see cref="ExitCodes"/>: fine only when every promise held.</returns>
    public async Task<int> RunAsync(DemoChoices choices, CancellationToken ct)
    {
        try
        {
            await using var site = await SetUpAsync(choices.Site, ct);
            try
            {
                return await PlayAsync(choices, site, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                site.Folder.Keep = true;
                throw;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped before the day was over.");
            return ExitCodes.Interrupted;
        }
        catch (AppFailedException e)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }

    private async Task<RunningSite> SetUpAsync(SiteChoices choices, CancellationToken ct)
    {
        await WatchAsync("Packages from npm", NodePackages.EnsureAsync(ct));
        var start = RunningSite.StartAsync(new ServeChoices(choices, 0, 0, 0, Storage: null, App: null) { FreshProgram = true }, _ => { }, ct);
        await WatchAsync("Storage, Wix, the external system, the app", start);
        return await start;
    }

    private async Task<int> PlayAsync(DemoChoices choices, RunningSite site, CancellationToken ct)
    {
        using var run = new DemoRun(choices, site);
        using var acting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            foreach (var act in acts)
            {
                var playing = act.RunAsync(run, acting.Token);
                await screen.WatchAsync(act.Title, () => act.Now(run), Task.WhenAny(playing, site.AppDied).Unwrap());
            }
        }
        finally
        {
            await acting.CancelAsync();
        }

        var evidence = new Evidence(run.Wix.Ledger(), run.External.Ledger(), await run.App.ReadParkedAsync(ct), run.Unfinished);
        var verdicts = InvariantCheck.Of(evidence);
        Inboxes.Show(screen, run.Site.Wix.ReadLedger());
        new DayReport(evidence, await run.App.ReadFiguresAsync(ct)).Show(screen, verdicts);
        if (verdicts.All(v => v.Holds))
            return ExitCodes.Fine;

        site.Folder.Keep = true;
        screen.Say($"The app's log: {string.Join(", ", site.Apps.Select(a => a.LogFile))}. To see it again: --seed {choices.Site.Seed}.");
        return ExitCodes.Failed;
    }

    private Task WatchAsync(string title, Task work) => screen.WatchAsync(title, () => View.Busy, work);
}
