using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Demo.Quiet;

namespace LoyaltyFunctions.Sandbox.Demo.Acts;

/// <summary>People earn and redeem on both sides at once, at the rate that was asked for or as fast as the app keeps up.</summary>
internal sealed class EarnAndRedeem(TimeProvider time) : IAct
{
    private int made;

    public string Title => "People earn and redeem";

    public View Now(DemoRun run) => run.View(made, run.Choices.Changes);

    public async Task RunAsync(DemoRun run, CancellationToken ct)
    {
        var pacer = new Pacer(run.LookAroundAsync, time, run.Choices.Rate);
        while (made < run.Choices.Changes)
        {
            var many = await pacer.NextAsync(ct);
            for (var i = 0; i < many && made < run.Choices.Changes; i++)
            {
                if (run.Crowd.Act())
                    made++;
            }
        }
    }
}
