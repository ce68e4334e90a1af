using LoyaltyFunctions.Sandbox.InMemoryStorage;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Site;

namespace LoyaltyFunctions.Simulation.Storage;

/// <summary>One instance's calls to storage: each takes its time there and back, and may meet the weather.</summary>
internal sealed class SimulatedCalls(World world, Instance instance) : IStorageCalls
{
    // What the client waits before it makes a call again, and before it gives up.
    private static readonly TimeSpan BeforeRepeat = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan BeforeGivingUp = TimeSpan.FromSeconds(5);

    public Task<T> RunAsync<T>(StorageCall call, Func<T> effect, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<T>();
        var fate = world.Faults.ForStorage();
        world.Loop.After(Travel(), () => Arrive(call, effect, fate, answer));
        return answer.Task;
    }

    private void Arrive<T>(StorageCall call, Func<T> effect, CallFate fate, TaskCompletionSource<T> answer)
    {
        // What a dead instance had sent may still arrive.
        if (instance.Life.IsOver && world.Dice.Happens(0.5))
            return;
        world.Trace.Add(call.Verb, call.Of, instance.Number);
        switch (fate)
        {
            case CallFate.KilledBefore:
                instance.Kill();
                return;
            case CallFate.NotReached:
                Answer(() => answer.TrySetException(new InjectedFailureException(503, "ServerBusy")), Travel());
                return;
        }

        T? result = default;
        Exception? failure = null;
        try
        {
            result = effect();
        }
        catch (Exception e)
        {
            // The service's own refusal is its answer.
            failure = e;
        }

        world.Queues.Notice(call.Of);
        switch (fate)
        {
            case CallFate.KilledAfter:
                instance.Kill();
                return;
            case CallFate.AnswerLost:
                Answer(() => answer.TrySetException(new InjectedFailureException(0, "AnswerLost")), BeforeGivingUp);
                return;
            case CallFate.Repeated:
                world.Loop.After(BeforeRepeat, () => Arrive(call, effect, CallFate.Fine, answer));
                return;
        }

        if (failure is null)
            Answer(() => answer.TrySetResult(result!), Travel());
        else
            Answer(() => answer.TrySetException(failure), Travel());
    }

    private void Answer(Action answer, TimeSpan after) => world.Loop.After(after, () =>
    {
        if (!instance.Life.IsOver)
            answer();
    });

    private TimeSpan Travel() => world.Dice.UpTo(TimeSpan.FromMilliseconds(20));
}
