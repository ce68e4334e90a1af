using LoyaltyFunctions.Sandbox.Demo.Display;

namespace LoyaltyFunctions.Sandbox.Demo.Acts;

/// <summary>A month turns: every member finds the balance in the inbox. It is started by hand, since the clock is not the 1st's.</summary>
internal sealed class MonthTurns(TimeProvider time) : IAct
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private long handled;

    public string Title => "A month turns";

    public View Now(DemoRun run) => View.Of(handled, run.Choices.Site.Members);

    public async Task RunAsync(DemoRun run, CancellationToken ct)
    {
        var started = await run.App.StartMessagesAsync(run.Site.Keys.InstanceId, ct);
        var began = time.GetTimestamp();
        while (true)
        {
            var job = await run.App.ReadJobAsync(started, ct);
            handled = job["accounts"];
            if (job.State == "done")
                break;
            if (time.GetElapsedTime(began) > Limit || !job.IsLive)
            {
                run.Unfinished.Add($"The monthly message is {job.State} ({job.Why ?? "no reason"}).");
                return;
            }

            await Task.Delay(Often, time, ct);
        }

        Judge(run);
    }

    private static void Judge(DemoRun run)
    {
        var ledger = run.Site.Wix.ReadLedger();
        var told = ledger.Messages.GroupBy(message => message.MemberId).ToDictionary(messages => messages.Key ?? "", messages => messages.Count());
        foreach (var account in ledger.Accounts.Where(account => account is { MemberId: not null, Balance: > 0 } && told.GetValueOrDefault(account.MemberId) != 1))
            run.Unfinished.Add($"Member {account.MemberId} got {told.GetValueOrDefault(account.MemberId!)} monthly messages.");
    }
}
