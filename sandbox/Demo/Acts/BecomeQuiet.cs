using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Demo.Quiet;

namespace LoyaltyFunctions.Sandbox.Demo.Acts;

/// <summary>Nobody does anything more, and the app brings everything to its end.</summary>
internal sealed class BecomeQuiet(TimeProvider time) : IAct
{
    private static readonly TimeSpan StillFor = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    public string Title => "Everything becomes quiet";

    public View Now(DemoRun run) => run.View(null, 1);

    public async Task RunAsync(DemoRun run, CancellationToken ct)
    {
        var watch = new QuietWatch(run.Calm.ReadAsync, time, StillFor, Limit);
        run.Unfinished.AddRange(await watch.WaitAsync(run.Note, ct));
    }
}
