using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Demo.Figures;

namespace LoyaltyFunctions.Sandbox.Demo.Acts;

/// <summary>The app activates the loyalty program, gives everybody their accounts and links both sides.</summary>
internal sealed class Activate(TimeProvider time) : IAct
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    private JobFigures job = JobFigures.None;

    public string Title => "The program is activated, and everybody gets an account";

    public View Now(DemoRun run)
    {
        var seen = Volatile.Read(ref job);
        return new View(
            seen["contacts"],
            Math.Max(1, seen.Expected.GetValueOrDefault("contacts", run.Choices.Site.Members)),
            ["", "accounts made", "links made", "unclear", "calls to Wix"],
            [["contacts", Text(seen["created"]), Text(seen["linked"]), Text(seen["ambiguous"] + seen["unmatched"] + seen["failed"]), Text(seen["wixCalls"])]]);
    }

    public async Task RunAsync(DemoRun run, CancellationToken ct)
    {
        string? started;
        while ((started = await run.App.ActivateAsync(run.Site.Keys.InstanceId, ct)) is null)
            await Task.Delay(Between, time, ct);
        do
        {
            await Task.Delay(Between, time, ct);
            Volatile.Write(ref job, await run.App.ReadJobAsync(started, ct));
        }
        while (job.IsLive);
        if (job.State != "done")
            run.Unfinished.Add($"the activation ended as {job.State}");
        // People begin with what everybody has now.
        await run.LookAroundAsync(ct);
    }

    private static string Text(long number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
