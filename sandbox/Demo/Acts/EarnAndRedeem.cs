using LoyaltyFunctions.Sandbox.Demo.Display;

namespace LoyaltyFunctions.Sandbox.Demo.Acts;

/// <summary>
/// People earn and redeem on both sides at once, at the rate that was asked for, but no faster than the app keeps up: the storage emulator
/// slows down with the number of messages that wait.
/// </summary>
internal sealed class EarnAndRedeem(TimeProvider time) : IAct
{
    private const int MostWaiting = 500;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private int made;

    public string Title => "People earn and redeem";

    public View Now(DemoRun run) => run.View(made, run.Choices.Changes);

    public async Task RunAsync(DemoRun run, CancellationToken ct)
    {
        var due = 0.0;
        var last = time.GetTimestamp();
        var looked = last;
        run.Crowd.LookAround();
        while (made < run.Choices.Changes)
        {
            await Task.Delay(Step, time, ct);
            due += time.GetElapsedTime(last).TotalSeconds * run.Choices.Rate;
            last = time.GetTimestamp();
            if (time.GetElapsedTime(looked) >= Look)
            {
                looked = last;
                run.Crowd.LookAround();
                run.CountScores();
                run.Waiting = await run.Calm.CountWaitingAsync(ct);
            }

            if (run.Waiting >= MostWaiting)
                due = 0;
            for (; due >= 1 && made < run.Choices.Changes; due--)
            {
                if (run.Crowd.Act())
                    made++;
            }
        }
    }
}
